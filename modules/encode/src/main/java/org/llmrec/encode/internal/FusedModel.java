package org.llmrec.encode.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderManifest;

/**
 * A model's fused graph, cached beside it: {@code fused.json}, which says what {@code fused.onnx}
 * is. A cache: one that does not fit is passed over, and the model itself is used.
 *
 * @param format of this file
 * @param model {@link EncoderManifest#sha256} of the model that it was made of and compared with
 * @param runtime the version of ONNX Runtime that made it and tried it
 * @param file size and SHA-256 of the graph
 * @param attentions how many times attention was fused
 * @param norms how many normalisations were
 * @param agreement how near its vectors were to the model's
 */
public record FusedModel(
    int format,
    String model,
    String runtime,
    EncoderManifest.ModelFile file,
    int attentions,
    int norms,
    Agreement agreement) {
  /** The graph's name in the model folder. */
  public static final String MODEL = "fused.onnx";

  /** This file's name there. */
  public static final String FILE_NAME = "fused.json";

  /** What this version writes; another makes another graph of the same model. */
  public static final int FORMAT = 1;

  /** Reads what a folder has, whether or not it is of any use. */
  public static Optional<FusedModel> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE_NAME);
    return Files.isRegularFile(file)
        ? Optional.of(Json.read(file, FusedModel.class))
        : Optional.empty();
  }

  /**
   * The graph to compute with in a verified folder: the fused one where it is whole and was made of
   * this very model by this version of ours and of ONNX Runtime, and else the model.
   *
   * @param notes hears why a fused graph is passed over
   */
  public static Path choose(ModelFolder folder, List<String> notes) throws IOException {
    Path model = folder.file(EncoderManifest.MODEL);
    try {
      Optional<FusedModel> fused = read(folder.folder());
      if (fused.isEmpty()) {
        return model;
      }
      Optional<String> fault = fused.get().fault(folder.manifest(), folder.folder());
      if (fault.isEmpty()) {
        return folder.file(MODEL);
      }
      notes.add(passedOver(fault.get()));
    } catch (CorruptFileException e) {
      notes.add(passedOver(e.getMessage()));
    }
    return model;
  }

  private static String passedOver(String why) {
    return "the fused graph beside the model is passed over: " + why;
  }

  /**
   * Why the graph cannot be used; nothing if it can.
   *
   * @param of the model to compute
   * @param folder where the graph lies
   */
  public Optional<String> fault(EncoderManifest of, Path folder) throws IOException {
    String wanted = of.sha256();
    if (format != FORMAT || !model.equals(wanted) || !runtime.equals(OrtSessions.version())) {
      return Optional.of(
          "expected one of format "
              + FORMAT
              + ", of the model "
              + wanted
              + ", made with ONNX Runtime "
              + OrtSessions.version()
              + ", found one of format "
              + format
              + ", of "
              + model
              + ", made with "
              + runtime);
    }
    return ModelFolder.damage(folder.resolve(MODEL), file).map(d -> d.exception().getMessage());
  }
}
