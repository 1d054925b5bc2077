package org.llmrec.train;

import java.util.Arrays;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * In what numbers a network multiplies its item texts by its first layer while it learns, which is
 * most of the work. Everything else is float32 either way: weights, moments, sums, the loss, and
 * all that is measured, stored and served.
 */
public enum TrainPrecision {
  /** Of float32. */
  FLOAT32,
  /**
   * Of float16, for GPUs that multiply it faster; processors mostly do not. What flows back is
   * scaled by a power of two of its own in every step, so that none of it is lost below the range
   * of float16 (Micikevicius et al., "Mixed precision training", ICLR 2018, section 3.2, which
   * scales the loss instead).
   */
  FLOAT16;

  /**
   * Reads a {@link #label}.
   *
   * @throws ConfigException if it is none
   */
  public static TrainPrecision parse(String text) {
    return Arrays.stream(values())
        .filter(precision -> precision.label().equals(text))
        .findAny()
        .orElseThrow(
            () ->
                new ConfigException(
                    OptionCode.OPTION_VALUE,
                    "expected float32 or float16, found \"" + text + "\""));
  }

  /** The name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
