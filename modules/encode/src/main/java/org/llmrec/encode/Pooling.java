package org.llmrec.encode;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How the vectors of a text's word pieces become one; padding never counts. */
public enum Pooling {
  /** Their mean: sentence-transformers' models, e5. */
  MEAN,
  /** That of the first piece, {@code [CLS]}: bge. */
  CLS,
  /** The greatest value in each place. */
  MAX;

  /** Lower case: how a manifest names it. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException if there is no such pooling
   */
  @JsonCreator
  public static Pooling of(String label) {
    return Arrays.stream(values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "encoder pooling: expected mean, cls or max, found " + label));
  }
}
