package org.llmrec.encode.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.core.onnx.ExternalData;
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
   * Reads the manifest and every file it names, and sees to it that the model wants no others.
   *
   * @throws ConfigException if there is no manifest, or the model is none, or it wants a file that
   *     lies outside the folder or is not in the manifest
   * @throws CorruptFileException if the manifest is broken, or a file is not what it says
   */
  public static ModelFolder open(Path folder) throws IOException {
    EncoderManifest manifest = manifest(folder, EncoderManifest.FILE_NAME, EncoderManifest.class);
    verify(folder, manifest.files());
    return new ModelFolder(folder, manifest);
  }

  /**
   * Reads a manifest of whatever kind.
   *
   * @throws ConfigException if there is none
   * @throws CorruptFileException if it is broken
   */
  public static <M> M manifest(Path folder, String name, Class<M> kind) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          EncoderCode.MODEL_INCOMPLETE,
          folder
              + ": expected a model folder with "
              + name
              + ", "
              + EncoderManifest.MODEL
              + " and "
              + EncoderManifest.TOKENIZER
              + ", found no "
              + name);
    }
    return Json.read(file, kind);
  }

  /**
   * Reads every file that a manifest names, and sees to it that the model wants no others.
   *
   * @throws ConfigException if the model is none, or it wants a file that lies outside the folder
   *     or is not in the manifest
   * @throws CorruptFileException if a file is not what the manifest says
   */
  public static void verify(Path folder, Map<String, EncoderManifest.ModelFile> files)
      throws IOException {
    for (Map.Entry<String, EncoderManifest.ModelFile> entry : new TreeMap<>(files).entrySet()) {
      Optional<Damage> damage = damage(folder.resolve(entry.getKey()), entry.getValue());
      if (damage.isPresent()) {
        throw damage.get().exception();
      }
    }
    for (String file : files.keySet()) {
      if (file.endsWith(".onnx")) {
        ExternalData.check(
            folder, file, files.keySet(), "add it anew with: llmrec models add FOLDER");
      }
    }
  }

  /** The path of one of the files. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * A file that is not what the manifest says.
   *
   * @param file which
   * @param expected what the manifest says
   * @param found what is there
   */
  public record Damage(Path file, String expected, String found) {
    CorruptFileException exception() {
      return new CorruptFileException(EncoderCode.MODEL_DAMAGED, file, expected, found, ADVICE);
    }
  }

  /** Compares one file with what is expected of it. */
  public static Optional<Damage> damage(Path file, EncoderManifest.ModelFile expected)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.of(new Damage(file, expected.size() + " bytes", "no file"));
    }
    long size = Files.size(file);
    if (size != expected.size()) {
      return Optional.of(new Damage(file, expected.size() + " bytes", size + " bytes"));
    }
    String hash = Hashes.sha256(file);
    if (!hash.equals(expected.sha256())) {
      return Optional.of(new Damage(file, "SHA-256 " + expected.sha256(), hash));
    }
    return Optional.empty();
  }
}
