package org.llmrec.train.linear;

import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * User kNN (Resnick and others 1994, in the form for positives alone): users are alike by the
 * cosine of the sets of items they like, shrunk so that few shared items are little evidence,
 *
 * <pre>s(u, v) = |I_u ∩ I_v| / (√(|I_u| · |I_v|) + shrink)</pre>
 *
 * <p>and an item's score is the sum of the similarities of those among the {@code k} most alike who
 * like it. Nothing is learnt ahead: a history is compared when it asks.
 */
record UserKnn(int k, double shrink, Map<String, Object> settings) implements Method {
  static final String NAME = "user-knn";

  static Method create(Settings settings) {
    int k = settings.integer("k", 60, 1, 1_000_000);
    double shrink = settings.number("shrink", 10, 0, 1e9);
    return new UserKnn(k, shrink, settings.taken());
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
    SparseMatrix byUser = SparseMatrix.of(data.positives());
    return new UserKnnFitted(byUser, byUser.transpose(), k, shrink, SameForAll.rows(data));
  }
}
