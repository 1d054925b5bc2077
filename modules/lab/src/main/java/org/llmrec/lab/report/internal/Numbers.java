package org.llmrec.lab.report.internal;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * How numbers are written in reports: a fixed number of decimals, a true minus sign, a dash for
 * what is not known (NaN), never a negative zero.
 */
public final class Numbers {
  /** Stands for NaN. */
  public static final String UNKNOWN = "–";

  /** The minus sign; a terminal gets a hyphen in its place. */
  public static final char MINUS = '−';

  private static final int METRIC_DECIMALS = 4;

  private Numbers() {}

  /** A metric's value, to four decimals. */
  public static String metric(double value) {
    return fixed(value, METRIC_DECIMALS);
  }

  /** A difference of two metric values, with its sign. */
  public static String difference(double value) {
    String text = fixed(value, METRIC_DECIMALS);
    return value > 0 && !zero(text) ? "+" + text : text;
  }

  /** An interval of metric values; empty where an end is unknown. */
  public static String interval(double low, double high) {
    return known(low, high) ? "[" + metric(low) + ", " + metric(high) + "]" : "";
  }

  /** An interval of differences; empty where an end is unknown. */
  public static String differenceInterval(double low, double high) {
    return known(low, high) ? "[" + difference(low) + ", " + difference(high) + "]" : "";
  }

  /** Whether both are numbers. */
  public static boolean known(double low, double high) {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /** A p-value, to three decimals. */
  public static String p(double value) {
    return value < 0.001 ? "< 0.001" : fixed(value, 3);
  }

  /** With exactly so many decimals. */
  public static String fixed(double value, int decimals) {
    if (Double.isNaN(value)) {
      return UNKNOWN;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : MINUS + "∞";
    }
    String digits = String.format(Locale.ROOT, "%,." + decimals + "f", Math.abs(value));
    return value < 0 && !zero(digits) ? MINUS + digits : digits;
  }

  /** How many decimals suit all of these in one column: about three or four figures that count. */
  public static int decimals(DoubleStream values) {
    double largest = values.filter(Double::isFinite).map(Math::abs).max().orElse(0);
    if (largest < 2) {
      return 3;
    }
    return largest < 100 ? 2 : largest < 1000 ? 1 : 0;
  }

  /** A whole number, thousands apart. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace('-', MINUS);
  }

  /** A time, in the unit that suits it. */
  public static String seconds(double value) {
    if (!Double.isFinite(value)) {
      return UNKNOWN;
    }
    if (value == 0) {
      return "0 s";
    }
    if (value < 0.0995) {
      return fixed(value * 1000, 1) + " ms";
    }
    if (value < 99.5) {
      return fixed(value, value < 9.95 ? 1 : 0) + " s";
    }
    long minutes = Math.round(value / 60);
    return minutes < 100 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  private static boolean zero(String digits) {
    return digits.chars().noneMatch(c -> c >= '1' && c <= '9');
  }
}
