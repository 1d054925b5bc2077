package org.llmrec.lab.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.data.config.ConfigSection;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderModels;

/** Reads {@code encoder}, of the experiment or of one model. */
final class EncoderReader {
  static final String KEY = "encoder";

  private EncoderReader() {}

  /**
   * A known model's name, or the path of a model folder; empty where the section has none.
   *
   * @param folder that paths are relative to
   * @throws org.llmrec.core.error.ConfigException if it is neither
   */
  static Optional<String> read(ConfigSection section, Path folder) {
    Optional<String> given = section.optionalText(KEY);
    if (given.isEmpty() || EncoderModels.names().contains(given.get())) {
      return given;
    }
    Path model = section.path(KEY, folder);
    if (!Files.exists(model.resolve(EncoderManifest.FILE_NAME))) {
      throw section.wrong(
          KEY,
          "expected one of "
              + EncoderModels.names()
              + " or a folder with "
              + EncoderManifest.FILE_NAME
              + ", found \""
              + given.get()
              + "\"");
    }
    return Optional.of(model.toString());
  }
}
