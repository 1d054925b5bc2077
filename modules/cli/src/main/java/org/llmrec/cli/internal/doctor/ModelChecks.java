package org.llmrec.cli.internal.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.Placement;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.store.ModelCheck;
import org.llmrec.encode.store.ModelStore;

/** Every model that is here: its bytes, and whether those on the class path encode. */
final class ModelChecks {
  private ModelChecks() {}

  /**
   * All of them.
   *
   * @param device where the encoder shall run
   */
  static List<Finding> all(ModelStore store, Device device) {
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.of("models", what -> known(what, store)));
    try {
      for (String name : store.names()) {
        findings.add(Finding.of("model", what -> stored(what, store.find(name), name)));
      }
      for (String name : store.scorers()) {
        findings.add(Finding.of("scorer", what -> stored(what, store.findScorer(name), name)));
      }
    } catch (IOException e) {
      findings.add(
          Finding.of(
              "models",
              what -> {
                throw e;
              }));
    }
    for (String name : EncoderModels.names()) {
      // The first one always has to be there; the others are brought by whoever wants them.
      if (name.equals(EncoderModels.names().get(0)) || EncoderModels.onClasspath(name)) {
        findings.add(encoder(name, device));
      }
    }
    return findings;
  }

  private static Finding known(String what, ModelStore store) throws IOException {
    List<String> here = new ArrayList<>(store.names());
    List<String> absent = new ArrayList<>();
    for (String name : EncoderModels.names()) {
      (EncoderModels.onClasspath(name) || here.contains(name) ? here : absent).add(name);
    }
    return Finding.ok(
        what,
        "here "
            + here.stream().distinct().toList()
            + ", known and not here "
            + absent
            + ", store "
            + store.folder());
  }

  private static Finding stored(String what, Optional<Path> folder, String name)
      throws IOException {
    ModelCheck check = ModelCheck.folder(folder.orElseThrow());
    if (check.sound()) {
      return Finding.ok(what, name + ", every file as its manifest says");
    }
    ModelCheck.Damage first = check.damages().get(0);
    return new Finding(
        Finding.State.FAIL,
        what,
        name + ": " + first.file() + ": expected " + first.expected() + ", found " + first.found(),
        Optional.of(EncoderCode.MODEL_DAMAGED.id()),
        Optional.of(EncoderCode.MODEL_DAMAGED.page().advice()));
  }

  /** A device that is only preferred and absent is a warning. */
  private static Finding encoder(String name, Device device) {
    List<String> notes = new ArrayList<>();
    Finding finding = Finding.of("encoder", what -> encoded(what, name, device, notes));
    return notes.isEmpty() || finding.state() != Finding.State.OK
        ? finding
        : Finding.warn(
            "encoder",
            finding.text() + "; " + String.join("; ", notes),
            EncoderCode.DEVICE_ABSENT.page().advice());
  }

  private static Finding encoded(String what, String name, Device device, List<String> notes)
      throws IOException {
    if (!EncoderModels.onClasspath(name)) {
      throw new ConfigException(
          EncoderCode.MODEL_ABSENT, name + ": the archive that carries it is not on the classpath");
    }
    Path folder = Files.createTempDirectory("llmrec-doctor");
    try {
      EncoderModels.copyFromClasspath(name, folder.resolve(name));
      try (TextEncoder encoder =
          OnnxTextEncoder.open(folder.resolve(name), EncoderOptions.on(device))) {
        long begun = System.nanoTime();
        encoder.encode(List.of("A creature made by science turns on its maker."));
        double millis = (System.nanoTime() - begun) / 1e6;
        Placement placement = encoder.placement().orElseThrow();
        notes.addAll(placement.notes());
        return Finding.ok(
            what,
            String.format(
                Locale.ROOT,
                "%s, %d dimensions, hash as expected, on %s by provider %s of ONNX Runtime %s, a"
                    + " sentence in %.0f ms",
                name,
                encoder.dims(),
                placement.device().label(),
                placement.provider(),
                placement.runtime(),
                millis));
      }
    } finally {
      AtomicFiles.deleteTree(folder);
    }
  }
}
