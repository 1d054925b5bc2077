package org.llmrec.train.linear;

import java.util.List;
import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * Item kNN (Sarwar and others 2001; the form that Ferrari Dacrema and others 2019 tune): items are
 * alike by the cosine of the sets of users who like them, shrunk so that few shared users are
 * little evidence,
 *
 * <pre>s(i, j) = |U_i ∩ U_j| / (√(|U_i| · |U_j|) + shrink)</pre>
 *
 * <p>and an item's score is the sum over the history of those similarities that are among the
 * item's {@code k} largest. With {@code normalise: neighbours} that sum is divided by the sum of
 * all {@code k}, as is done to predict ratings; rankings suffer badly from it, since an item with a
 * single neighbour then scores as one that all speak for. Costs the sum of squared history lengths;
 * nothing dense is made.
 */
record ItemKnn(int k, double shrink, boolean shares, Map<String, Object> settings)
    implements Method {
  private static final String NAME = "item-knn";

  static Method create(Settings settings) {
    int k = settings.integer("k", 200, 1, 1_000_000);
    double shrink = settings.number("shrink", 10, 0, 1e9);
    String normalise = settings.choice("normalise", "none", List.of("none", "neighbours"));
    return new ItemKnn(k, shrink, normalise.equals("neighbours"), settings.taken());
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
    ItemWeights weights = similarities(data);
    return new SparseFitted(
        NAME, shares ? weights.sharesOfTarget() : weights, SameForAll.rows(data));
  }

  private ItemWeights similarities(TrainingData data) {
    SparseMatrix byUser = SparseMatrix.of(data.positives());
    SparseMatrix byItem = byUser.transpose();
    int items = byItem.rows();
    ItemWeightsBuilder builder = new ItemWeightsBuilder(data.items(), k);
    float[] shared = new float[items];
    int[] touched = new int[items];
    for (int item = 0; item < items; item++) {
      int count = 0;
      for (int u = byItem.starts()[item]; u < byItem.starts()[item + 1]; u++) {
        int user = byItem.indices()[u];
        for (int e = byUser.starts()[user]; e < byUser.starts()[user + 1]; e++) {
          int other = byUser.indices()[e];
          if (other != item && shared[other]++ == 0) {
            touched[count++] = other;
          }
        }
      }
      for (int t = 0; t < count; t++) {
        shared[touched[t]] =
            similarity(shared[touched[t]], rowLength(byItem, item), rowLength(byItem, touched[t]));
      }
      builder.add(item, touched, count, shared);
      for (int t = 0; t < count; t++) {
        shared[touched[t]] = 0;
      }
    }
    return builder.build();
  }

  private float similarity(double shared, int one, int other) {
    return (float) (shared / (Math.sqrt((double) one * other) + shrink));
  }

  private static int rowLength(SparseMatrix m, int row) {
    return m.starts()[row + 1] - m.starts()[row];
  }
}
