package org.llmrec.encode.internal;

import java.util.Map;
import org.llmrec.core.onnx.ModelPaths;

/** Checks the fields of a manifest, whichever kind of model it describes. */
public final class Fields {
  private Fields() {}

  /**
   * Refuses a field.
   *
   * @param field with the kind of manifest before it
   * @throws IllegalArgumentException saying what was expected, unless it holds
   */
  public static void require(boolean holds, String field, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(field + ": expected " + expected + ", found " + found);
    }
  }

  /**
   * A copy of the table of files.
   *
   * @param required those that every model has
   * @throws IllegalArgumentException if one of them is missing, or a name leads out of the folder
   */
  public static <F> Map<String, F> files(String field, Map<String, F> files, String... required) {
    require(files != null, field, "a map", null);
    for (String each : required) {
      require(files.containsKey(each), field, "an entry " + each, files.keySet());
    }
    for (String file : files.keySet()) {
      require(ModelPaths.isPlain(file), field, "plain names", file);
    }
    return Map.copyOf(files);
  }
}
