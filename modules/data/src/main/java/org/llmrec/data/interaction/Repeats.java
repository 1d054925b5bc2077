package org.llmrec.data.interaction;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.record.Nearest;

/** What is left when a user meets an item more than once. An event without a time is the oldest. */
public enum Repeats {
  /** The latest event; of several at one time, or none with a time, the last in the file. */
  LATEST,
  /** The greatest value, with the latest time at which it was given. */
  MAX,
  /** The sum of the values, with the latest time. */
  SUM,
  /** The earliest event that has a time, if any has; at one time the first in the file. */
  FIRST;

  /**
   * By its name in a configuration, case aside.
   *
   * @throws ConfigException if there is no such policy
   */
  public static Repeats parse(String name) {
    for (Repeats repeats : values()) {
      if (repeats.label().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return repeats;
      }
    }
    List<String> known = Arrays.stream(values()).map(Repeats::label).toList();
    throw new ConfigException(
        OptionCode.NAME_UNKNOWN,
        "unknown policy for repeats '"
            + name
            + "', known are "
            + known
            + Nearest.hint(name, known));
  }

  /** The name in a configuration. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
