package org.llmrec.lab.search;

import java.io.IOException;
import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;

/**
 * A search with its settings bound. There is nothing to learn and nothing to draw.
 *
 * @param settings all of them
 * @param usesText whether it needs vectors
 * @param preparation makes it ready
 */
record SearchMethod(Map<String, Object> settings, boolean usesText, Preparation preparation)
    implements Method {
  /** Makes a search ready. */
  @FunctionalInterface
  interface Preparation {
    FittedMethod fit(TrainingData data, FitContext context) throws IOException;
  }

  @Override
  public boolean usesSeed() {
    return false;
  }

  @Override
  public FittedMethod fit(TrainingData data, FitContext context) throws IOException {
    return preparation.fit(data, context);
  }
}
