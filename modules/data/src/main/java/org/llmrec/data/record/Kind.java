package org.llmrec.data.record;

import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/** What the records of a file are about. */
public enum Kind {
  /** Items. */
  CATALOGUE,
  /** Who met which item. */
  INTERACTIONS;

  private static final List<String> KNOWN = List.of("catalogue", "interactions");

  /**
   * By its name on a command line, case aside.
   *
   * @throws ConfigException if there is no such kind
   */
  public static Kind parse(String name) {
    int found = KNOWN.indexOf(name.strip().toLowerCase(Locale.ROOT));
    if (found < 0) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "unknown kind of records '" + name + "', known are " + KNOWN + Nearest.hint(name, KNOWN));
    }
    return values()[found];
  }

  /** The name on a command line. */
  public String label() {
    return KNOWN.get(ordinal());
  }
}
