package org.llmrec.train.factor;

import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.TextVectors;

/** The texts of a fit that cannot do without. */
final class Texts {
  private Texts() {}

  /**
   * The texts, checked.
   *
   * @throws ConfigException if there are none, or they saw other interactions
   */
  static TextVectors of(String method, TrainingData data, FitContext context) {
    return context
        .texts()
        .orElseThrow(
            () ->
                new ConfigException(
                    method
                        + " learns from the items' texts, found no text vectors; say which texts"
                        + " to take"))
        .checkedFor(data);
  }
}
