package org.llmrec.cli.internal;

import java.util.Locale;

/** Times and sizes as people say them. */
public final class Durations {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Durations() {}

  /** Such as {@code 0.4 s}, {@code 35 s}, {@code 2 min 5 s}, {@code 3 h 10 min}, {@code 4 d}. */
  public static String brief(double seconds) {
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long s = Math.round(seconds);
    if (s < 60) {
      return s + " s";
    }
    if (s < 3600) {
      return s / 60 + " min " + s % 60 + " s";
    }
    if (s < 48 * 3600) {
      return s / 3600 + " h " + s % 3600 / 60 + " min";
    }
    return s / 86_400 + " d";
  }

  /** Such as {@code 512 B}, {@code 3.4 MiB}. */
  public static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }
}
