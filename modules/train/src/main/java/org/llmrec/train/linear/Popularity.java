package org.llmrec.train.linear;

import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/** How many training rows an item has, for everybody alike. */
record Popularity(Map<String, Object> settings) implements Method {
  static Method create(Settings settings) {
    return new Popularity(settings.taken());
  }

  @Override
  public boolean usesText() {
    return false;
  }

  @Override
  public boolean usesSeed() {
    return false;
  }

  @Override
  public FittedMethod fit(TrainingData data, FitContext context) {
    return SameForAll.rows(data);
  }
}
