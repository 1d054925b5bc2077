package org.llmrec.encode.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderManifest;

/**
 * A model folder whose files were compared with its manifest.
 *
 * @param folder where
 * @param manifest what it holds
 */
public record ModelFolder(Path folder, EncoderManifest manifest) {
  private static final String ADVICE = "put the model there again";

  /**
   * Reads the manifest and every file it names.
   *
   * @throws ConfigException if there is no manifest
   * @throws CorruptFileException if the manifest is broken, or a file is not what it says
   */
  public static ModelFolder open(Path folder) throws IOException {
    Path manifestFile = folder.resolve(EncoderManifest.FILE_NAME);
    if (!Files.isRegularFile(manifestFile)) {
      throw new ConfigException(
          folder
              + ": expected a model folder with "
              + EncoderManifest.FILE_NAME
              + ", "
              + EncoderManifest.MODEL
              + " and "
              + EncoderManifest.TOKENIZER
              + ", found no "
              + EncoderManifest.FILE_NAME);
    }
    EncoderManifest manifest = Json.read(manifestFile, EncoderManifest.class);
    for (Map.Entry<String, EncoderManifest.ModelFile> entry :
        new TreeMap<>(manifest.files()).entrySet()) {
      verify(folder.resolve(entry.getKey()), entry.getValue());
    }
    return new ModelFolder(folder, manifest);
  }

  /** The path of one of the files. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  private static void verify(Path file, EncoderManifest.ModelFile expected) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new CorruptFileException(file, expected.size() + " bytes", "no file", ADVICE);
    }
    long size = Files.size(file);
    if (size != expected.size()) {
      throw new CorruptFileException(file, expected.size() + " bytes", size + " bytes", ADVICE);
    }
    String hash = Hashes.sha256(file);
    if (!hash.equals(expected.sha256())) {
      throw new CorruptFileException(file, "SHA-256 " + expected.sha256(), hash, ADVICE);
    }
  }
}
