package org.llmrec.enrich.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.record.Nearest;

/** What becomes of an answer that still has problems after its repair. */
public enum InvalidPolicy {
  /** It is kept for the record and not used; the question is not asked again. */
  DISCARD,
  /** It is used as far as it could be read, cleaned and cut, with a note. */
  WARN,
  /** The job stops. */
  FAIL;

  private static final List<String> LABELS =
      Arrays.stream(values()).map(InvalidPolicy::label).toList();

  /** As settings name it: {@code discard}, {@code warn} or {@code fail}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * From its label.
   *
   * @throws ConfigException if there is no such policy
   */
  public static InvalidPolicy parse(String label) {
    return Arrays.stream(values())
        .filter(policy -> policy.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    OptionCode.NAME_UNKNOWN,
                    "expected one of "
                        + LABELS
                        + " for answers with problems, found '"
                        + label
                        + "'"
                        + Nearest.hint(label, LABELS)));
  }
}
