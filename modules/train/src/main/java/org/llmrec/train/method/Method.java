package org.llmrec.train.method;

import java.io.IOException;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.TrainingData;

/** A way to rank with its settings bound, not fitted yet. Immutable and thread-safe. */
public interface Method {
  /** Every setting with its value, defaults included, in a fixed order: what a trial records. */
  Map<String, Object> settings();

  /** Whether the fit depends on the texts' vectors. */
  boolean usesText();

  /** Whether the fit depends on the seed. */
  boolean usesSeed();

  /**
   * Learns. Equal data, settings and context give equal scores.
   *
   * @throws ConfigException if the data cannot be learnt from (too many items for a dense method,
   *     no texts, no times)
   * @throws IOException if scratch files cannot be written
   */
  FittedMethod fit(TrainingData data, FitContext context) throws IOException;

  /**
   * This method with what a fit found out (such as the best epoch) fixed, so that it can be
   * refitted where there is nothing to stop by. Most have nothing to fix.
   */
  default Method refit(FittedMethod tuned) {
    return this;
  }
}
