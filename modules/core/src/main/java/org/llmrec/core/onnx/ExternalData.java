package org.llmrec.core.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;

/**
 * The files that an ONNX model wants to be loaded with it, mostly weights that are too large for
 * the model's own file. Native code would follow any path; these must be files below the model's
 * folder, by plain relative paths and through no link that leads out.
 */
public final class ExternalData {
  private ExternalData() {}

  /**
   * Refuses a model that wants what it must not have.
   *
   * @param folder the model's
   * @param model the model's name in it
   * @param pinned the files whose hashes are known
   * @param advice what to do about one that is not among them
   * @throws ConfigException naming the file it wants
   * @throws IOException if the model cannot be read
   */
  public static void check(Path folder, String model, Set<String> pinned, String advice)
      throws IOException {
    Path file = folder.resolve(model);
    for (String wanted : OnnxFile.read(file).external()) {
      inside(file, wanted);
      String name = folder.relativize(file.resolveSibling(wanted)).toString().replace('\\', '/');
      if (!pinned.contains(name)) {
        throw new ConfigException(
            EncoderCode.MODEL_UNSUPPORTED,
            file
                + ": the model loads "
                + wanted
                + ", which its manifest does not have, only "
                + pinned
                + "; "
                + advice);
      }
    }
  }

  /**
   * The file that a model wants.
   *
   * @param model the model's file
   * @param wanted as the model spells it
   * @throws ConfigException if that is not a file below the model's folder
   */
  public static Path inside(Path model, String wanted) throws IOException {
    plain(model, wanted);
    Path file = model.resolveSibling(wanted);
    if (!Files.isRegularFile(file)) {
      throw refused(model, wanted, "no such file");
    }
    Path folder = model.toAbsolutePath().getParent().toRealPath();
    Path real = file.toRealPath();
    if (!real.startsWith(folder)) {
      throw refused(model, wanted, "a link to " + real + ", copy the file itself there");
    }
    return file;
  }

  /**
   * Checks the spelling alone.
   *
   * @throws ConfigException if it could lead out of the folder
   */
  public static void plain(Path model, String wanted) {
    if (!ModelPaths.isPlain(wanted)) {
      throw refused(model, wanted, "another path");
    }
  }

  private static ConfigException refused(Path model, String wanted, String found) {
    return new ConfigException(
        EncoderCode.MODEL_UNSUPPORTED,
        model
            + ": the model loads \""
            + wanted
            + "\"; expected a file in the model's folder by a plain relative path, found "
            + found);
  }
}
