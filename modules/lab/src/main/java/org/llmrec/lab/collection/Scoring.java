package org.llmrec.lab.collection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.record.Nearest;
import org.llmrec.retrieve.WordScoring;

/** How words are weighed, by name. */
public enum Scoring {
  /** BM25F with title and text of weight 1, as if they were one text, and nothing beside it. */
  PLAIN,
  /** As the product serves it: the title weighs more, and phrases and whole titles count. */
  SERVED;

  /**
   * By its name on a command line, case aside.
   *
   * @throws ConfigException if there is no such scoring
   */
  public static Scoring parse(String name) {
    List<String> known = Arrays.stream(values()).map(Scoring::label).toList();
    int at = known.indexOf(name.strip().toLowerCase(Locale.ROOT));
    if (at < 0) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "unknown scoring '" + name + "', known are " + known + Nearest.hint(name, known));
    }
    return values()[at];
  }

  /** The name on a command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The weights.
   *
   * @throws IllegalArgumentException if a number is out of the range of {@link WordScoring}
   */
  WordScoring with(float k1, float b) {
    return switch (this) {
      case PLAIN -> new WordScoring(1, 0, 1, 0, 0, k1, b, false);
      case SERVED -> WordScoring.STANDARD.bm25(k1, b);
    };
  }
}
