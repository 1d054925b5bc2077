package org.llmrec.enrich.report.internal;

import java.util.Locale;

/** How numbers are written. */
public final class Figures {
  private Figures() {}

  /** A whole number, thousands apart. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * A share as per cent. What is not all is never 100 %, and what is not nothing never 0 %: the few
   * that are missing are what one looks for.
   */
  public static String percent(double share) {
    double percent = share * 100;
    if (percent > 0 && percent < 0.1) {
      return "< 0.1 %";
    }
    if (percent < 100 && percent > 99.9) {
      return "> 99.9 %";
    }
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** Money: cents, and below a tenth of them what counts. */
  public static String cost(double value) {
    return value == 0 || value >= 0.1
        ? String.format(Locale.ROOT, "%,.2f", value)
        : String.format(Locale.ROOT, "%.6f", value);
  }

  /** One and many. */
  public static String of(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }
}
