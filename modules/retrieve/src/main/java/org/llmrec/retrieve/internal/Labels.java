package org.llmrec.retrieve.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/** The names of constants in configurations and files: their Java names in lower case. */
public final class Labels {
  private Labels() {}

  /** The label of a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant with a label, in any letter case.
   *
   * @param kind what it is, for the message
   * @throws ConfigException if there is none; names those there are
   */
  public static <E extends Enum<E>> E parse(String kind, String label, E[] values) {
    String wanted = label.strip().toLowerCase(Locale.ROOT);
    List<String> known = Arrays.stream(values).map(Labels::of).toList();
    int at = known.indexOf(wanted);
    if (at < 0) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "expected a " + kind + " among " + known + ", found '" + label + "'");
    }
    return values[at];
  }
}
