package org.llmrec.train.linear;

import java.util.List;
import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * Items whose texts are like those of the history; interactions are not learnt from, so an item
 * that nobody has met is ranked like any other. With {@code match: mean} a score is the cosine with
 * the mean of the history's text vectors; with {@code match: best} the sum of the {@code
 * neighbours} largest cosines with single items of the history, which does not blur different
 * interests. All vectors are centred and of length 1. An item without a text scores 0, as one that
 * is average.
 */
record ContentKnn(boolean best, int neighbours, Map<String, Object> settings) implements Method {
  private static final String NAME = "content-knn";

  static Method create(Settings settings) {
    String match = settings.choice("match", "best", List.of("best", "mean"));
    int neighbours = settings.integer("neighbours", 5, 1, 1_000_000);
    return new ContentKnn(match.equals("best"), neighbours, settings.taken());
  }

  @Override
  public boolean usesText() {
    return true;
  }

  @Override
  public boolean usesSeed() {
    return false;
  }

  @Override
  public FittedMethod fit(TrainingData data, FitContext context) {
    TextMatrix texts = TextMatrix.of(context.textsFor(NAME, data), data.items()).unit();
    return new ContentFitted(NAME, texts, best ? neighbours : 0, SameForAll.rows(data));
  }
}
