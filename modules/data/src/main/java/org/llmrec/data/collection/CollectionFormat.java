package org.llmrec.data.collection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.record.Nearest;

/** How documents and topics are written. */
public enum CollectionFormat {
  /** Found out for each file from its beginning. */
  AUTO,
  /** Tagged text: {@code <DOC>} and {@code <top>}. */
  TREC,
  /** One JSON object a line. */
  JSONL;

  /**
   * By its name on a command line, case aside.
   *
   * @throws ConfigException if there is no such format
   */
  public static CollectionFormat parse(String name) {
    for (CollectionFormat format : values()) {
      if (format.label().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    List<String> known = Arrays.stream(values()).map(CollectionFormat::label).toList();
    throw new ConfigException(
        OptionCode.NAME_UNKNOWN,
        "unknown format '"
            + name
            + "' of a collection, known are "
            + known
            + Nearest.hint(name, known));
  }

  /** The name on a command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
