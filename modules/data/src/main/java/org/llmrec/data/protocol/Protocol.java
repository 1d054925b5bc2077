package org.llmrec.data.protocol;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/** The protocols by name. Figures are comparable under one protocol only. */
public enum Protocol {
  /** Per-user random 80/10/10; the test is fitted on and scored from train alone. */
  A_TRAIN("A-train"),
  /** The same split; for the test the chosen settings are refitted on train and validation. */
  A_REFIT("A-refit"),
  /** By time per user: the last positive is test, the last but one validation. */
  B("B"),
  /** Two cut points in calendar time: 80/10/10 of the positives. */
  C("C"),
  /** A fifth of the items loses all its interactions: half for validation, half for test. */
  COLD_ITEMS("cold-items"),
  /** A fifth of the users is unknown in training and known at test by 1, 3 or 5 positives. */
  COLD_USERS("cold-users"),
  /** Queries with judged items, split by query. */
  SEARCH("search");

  private final String label;

  Protocol(String label) {
    this.label = label;
  }

  /** The name as people write it. */
  public String label() {
    return label;
  }

  /**
   * The protocol of that name, upper or lower case.
   *
   * @throws ConfigException if there is none
   */
  public static Protocol named(String label) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.label.equalsIgnoreCase(label))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    OptionCode.NAME_UNKNOWN,
                    "expected a protocol ("
                        + Arrays.stream(values())
                            .map(Protocol::label)
                            .collect(Collectors.joining(", "))
                        + "), found '"
                        + label
                        + "'"));
  }
}
