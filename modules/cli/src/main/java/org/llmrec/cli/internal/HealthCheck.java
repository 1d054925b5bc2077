package org.llmrec.cli.internal;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.Placement;
import org.llmrec.encode.TextEncoder;
import org.llmrec.llm.LanguageModels;
import org.llmrec.pipeline.config.WorkspaceConfig;

/** The checks behind {@code llmrec doctor}: each ends in a finding, never in an exception. */
final class HealthCheck {
  private static final long GIB = 1L << 30;

  private HealthCheck() {}

  /** How serious a finding is. */
  enum State {
    OK,
    WARN,
    FAIL
  }

  /**
   * What a check found.
   *
   * @param state how serious it is
   * @param what the thing that was looked at
   * @param text what was found and, where something is wrong, what to do
   */
  record Finding(State state, String what, String text) {}

  /** Something that is fine unless it throws. */
  private interface Check {
    String look() throws Exception;
  }

  /** All checks; the last ones only where a workspace is named. */
  static List<Finding> all(Path workspace) {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(vectorModule());
    findings.add(memory());
    findings.add(disk(workspace == null ? Path.of(".") : workspace));
    findings.add(
        check(
            "onnxruntime",
            () ->
                OrtEnvironment.getEnvironment().getVersion()
                    + ", providers "
                    + OrtEnvironment.getAvailableProviders()));
    findings.add(check("pytorch", () -> Engine.getEngine("PyTorch").getVersion() + ", CPU"));
    for (String name : EncoderModels.names()) {
      // The first one always has to be there; the others are brought by whoever wants them.
      if (!name.equals(EncoderModels.names().get(0)) && !EncoderModels.onClasspath(name)) {
        continue;
      }
      findings.add(encoder(name, workspace));
    }
    findings.add(
        check("language models", () -> "kinds here: " + String.join(", ", LanguageModels.kinds())));
    if (workspace != null) {
      findings.add(check("generation", () -> generation(workspace)));
    }
    return findings;
  }

  private static Finding check(String what, Check check) {
    try {
      return new Finding(State.OK, what, check.look());
    } catch (Exception | LinkageError e) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Finding(State.FAIL, what, message.replace('\n', ' '));
    }
  }

  private static Finding java() {
    int feature = Runtime.version().feature();
    String text = Runtime.version() + " in " + System.getProperty("java.home");
    return feature >= 21
        ? new Finding(State.OK, "java", text)
        : new Finding(State.FAIL, "java", text + "; expected 21 or newer");
  }

  private static Finding vectorModule() {
    return ModuleFinder.ofSystem().find("jdk.incubator.vector").isPresent()
        ? new Finding(
            State.OK,
            "vector module",
            "there; llmrec build uses it, a service should start Java with --add-modules"
                + " jdk.incubator.vector")
        : new Finding(
            State.WARN,
            "vector module",
            "not in this Java: vector search is several times slower; install a full JDK");
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String text =
        Durations.size(heap)
            + " of heap, "
            + Runtime.getRuntime().availableProcessors()
            + " processors";
    return heap >= GIB
        ? new Finding(State.OK, "memory", text)
        : new Finding(
            State.WARN, "memory", text + "; a build wants 1 GiB: LLMREC_JAVA_OPTS=-Xmx2g");
  }

  private static Finding disk(Path folder) {
    return check(
        "disk",
        () -> {
          Path existing = folder.toAbsolutePath();
          while (!Files.exists(existing)) {
            existing = existing.getParent();
          }
          long free = Files.getFileStore(existing).getUsableSpace();
          if (free < GIB) {
            throw new IOException(Durations.size(free) + " free at " + existing + "; want 1 GiB");
          }
          return Durations.size(free) + " free at " + existing;
        });
  }

  /**
   * Where the workspace wants it to run; a device that is only preferred and absent is a warning.
   */
  private static Finding encoder(String name, Path workspace) {
    List<String> notes = new ArrayList<>();
    Finding finding = check("encoder", () -> encoder(name, device(workspace), notes));
    return notes.isEmpty() || finding.state() != State.OK
        ? finding
        : new Finding(State.WARN, "encoder", finding.text() + "; " + String.join("; ", notes));
  }

  private static Device device(Path workspace) throws IOException {
    return workspace != null && WorkspaceConfig.isIn(workspace)
        ? WorkspaceConfig.read(workspace.resolve(WorkspaceConfig.FILE)).encoder().options().device()
        : Device.cpu();
  }

  private static String encoder(String name, Device device, List<String> notes) throws IOException {
    if (!EncoderModels.onClasspath(name)) {
      throw new ConfigException(name + ": the archive that carries it is not on the classpath");
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
        return String.format(
            Locale.ROOT,
            "%s, %d dimensions, hash as expected, on %s by provider %s of ONNX Runtime %s, a sentence"
                + " in %.0f ms",
            name,
            encoder.dims(),
            placement.device().label(),
            placement.provider(),
            placement.runtime(),
            millis);
      }
    } finally {
      AtomicFiles.deleteTree(folder);
    }
  }

  private static String generation(Path workspace) {
    try (Generation generation = Generation.pinCurrent(workspace)) {
      generation.verify();
      return generation.id() + ", every file as published";
    }
  }
}
