package org.llmrec.cli.internal;

import java.nio.file.Path;
import java.util.Locale;

/** What a file's name says. */
final class Endings {
  private Endings() {}

  static boolean isParquet(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
  }
}
