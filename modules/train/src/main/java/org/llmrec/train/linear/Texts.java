package org.llmrec.train.linear;

import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.method.FitContext;

/** The texts that a fit needs. */
final class Texts {
  private Texts() {}

  /**
   * The items' text vectors.
   *
   * @throws ConfigException if there are none, or they were written from other interactions than
   *     may be learnt from
   */
  static TextMatrix of(String method, TrainingData data, FitContext context) {
    return TextMatrix.of(
        context
            .texts()
            .orElseThrow(
                () ->
                    new ConfigException(
                        method + ": expected text vectors, found none; name the model's texts"))
            .checkedFor(data),
        data.items());
  }
}
