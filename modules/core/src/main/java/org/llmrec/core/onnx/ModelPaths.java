package org.llmrec.core.onnx;

import java.util.regex.Pattern;

/**
 * How files of a model's folder may be called, whoever names them: none leads out of the folder.
 */
public final class ModelPaths {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");

  private ModelPaths() {}

  /** Whether it is a name, or names joined by slashes, of which none begins with a dot. */
  public static boolean isPlain(String path) {
    return PLAIN.matcher(path).matches();
  }
}
