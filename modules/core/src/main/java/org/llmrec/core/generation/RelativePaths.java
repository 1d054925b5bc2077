package org.llmrec.core.generation;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Paths in a manifest: they stay below the workspace, whatever the manifest says. */
final class RelativePaths {
  private static final Pattern NAMES =
      Pattern.compile("[^/\\\\\\x00-\\x1f]+(/[^/\\\\\\x00-\\x1f]+)*");

  private RelativePaths() {}

  /**
   * Returns {@code path} unchanged.
   *
   * @throws IllegalArgumentException if it is absolute, empty, or has a name {@code ..} or {@code
   *     .}, a backslash or a control character
   */
  static String check(String path) {
    if (!NAMES.matcher(path).matches()) {
      throw new IllegalArgumentException("not a relative path: \"" + path + "\"");
    }
    for (String name : path.split("/", -1)) {
      if (name.equals(".") || name.equals("..")) {
        throw new IllegalArgumentException("a path must not have \"" + name + "\": " + path);
      }
    }
    return path;
  }

  static Path resolve(Path workspace, String path) {
    return workspace.resolve(check(path));
  }

  static String relative(Path workspace, Path file) {
    Path relative =
        workspace.toAbsolutePath().normalize().relativize(file.toAbsolutePath().normalize());
    StringBuilder text = new StringBuilder();
    for (Path name : relative) {
      text.append(text.isEmpty() ? "" : "/").append(name);
    }
    return check(text.toString());
  }
}
