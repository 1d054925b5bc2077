package org.llmrec.cli.internal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a file's name says of its form. */
final class Endings {
  private Endings() {}

  /** The one of some forms, such as {@code NPY}, by whose name the file's ends ({@code .npy}). */
  static <E extends Enum<E>> Optional<E> of(Path file, E[] forms) {
    return Arrays.stream(forms).filter(form -> is(file, form.name())).findFirst();
  }

  static boolean isParquet(Path file) {
    return is(file, "parquet");
  }

  private static boolean is(Path file, String ending) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith("." + ending.toLowerCase(Locale.ROOT));
  }
}
