package org.llmrec.encode.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.onnx.ExternalData;
import org.llmrec.core.onnx.ModelPaths;
import org.llmrec.core.onnx.OnnxFile;
import org.llmrec.encode.EncoderManifest;

/** Finds a model's files in a folder that somebody else arranged. */
public final class ModelFiles {
  /** The names that a model must not load anything under. */
  public static final Set<String> OURS =
      Set.of(EncoderManifest.MODEL, EncoderManifest.TOKENIZER, EncoderManifest.FILE_NAME);

  private ModelFiles() {}

  /**
   * The files by their names in a model folder.
   *
   * @param chosen which of them is the transformer; found if nobody says
   * @throws ConfigException if one is missing, several could be meant, or the model loads a file
   *     that it must not
   */
  static Map<String, Path> in(Path folder, Optional<String> chosen) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ConfigException(
          EncoderCode.MODEL_INCOMPLETE, folder + ": expected a folder with a model, found none");
    }
    Path model = chosen.isPresent() ? chosen(folder, chosen.get()) : model(folder);
    Path tokenizer = folder.resolve(EncoderManifest.TOKENIZER);
    if (!Files.isRegularFile(tokenizer)) {
      throw new ConfigException(
          EncoderCode.MODEL_INCOMPLETE,
          folder + ": expected " + EncoderManifest.TOKENIZER + " in it, found none");
    }
    Map<String, Path> files = new TreeMap<>();
    files.put(EncoderManifest.MODEL, model);
    files.put(EncoderManifest.TOKENIZER, tokenizer);
    for (String wanted : OnnxFile.read(model).external()) {
      if (OURS.contains(wanted)) {
        throw ours(model, wanted);
      }
      files.put(wanted, ExternalData.inside(model, wanted));
    }
    return files;
  }

  /** Says so. */
  public static ConfigException ours(Path model, String wanted) {
    return new ConfigException(
        EncoderCode.MODEL_UNSUPPORTED,
        model + ": the model loads \"" + wanted + "\", a name that we need ourselves");
  }

  private static Path chosen(Path folder, String path) {
    Path model = folder.resolve(path);
    if (!ModelPaths.isPlain(path) || !Files.isRegularFile(model)) {
      throw new ConfigException(
          EncoderCode.MODEL_INCOMPLETE,
          folder
              + ": expected --onnx to name a file in it, such as onnx/model_quantized.onnx, found \""
              + path
              + "\"");
    }
    return model;
  }

  private static Path model(Path folder) throws IOException {
    for (Path place : List.of(folder, folder.resolve("onnx"))) {
      Path usual = place.resolve(EncoderManifest.MODEL);
      if (Files.isRegularFile(usual)) {
        return usual;
      }
      List<Path> models = models(place);
      if (models.size() == 1) {
        return models.get(0);
      }
      if (models.size() > 1) {
        throw new ConfigException(
            EncoderCode.MODEL_INCOMPLETE,
            place
                + ": expected model.onnx or exactly one *.onnx, found "
                + models.stream().map(Path::getFileName).toList()
                + "; choose one, such as --onnx "
                + folder.relativize(models.get(0)).toString().replace('\\', '/'));
      }
    }
    throw new ConfigException(
        EncoderCode.MODEL_INCOMPLETE,
        folder + ": expected model.onnx or exactly one *.onnx, there or in onnx/, found none");
  }

  private static List<Path> models(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().endsWith(".onnx"))
          .sorted()
          .toList();
    }
  }
}
