package org.llmrec.encode.internal;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Where a user's programs keep what they can make or fetch again. */
public final class UserCache {
  private UserCache() {}

  /**
   * This program's folder there: {@code llmrec} below {@code XDG_CACHE_HOME} or {@code ~/.cache}.
   *
   * @param environment gives variables
   * @param home the user's
   */
  public static Path folder(UnaryOperator<String> environment, String home) {
    String cache = environment.apply("XDG_CACHE_HOME");
    // The XDG specification: a relative path there is to be passed over.
    return cache != null && Path.of(cache).isAbsolute()
        ? Path.of(cache, "llmrec")
        : Path.of(home, ".cache", "llmrec");
  }
}
