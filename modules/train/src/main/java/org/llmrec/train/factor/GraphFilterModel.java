package org.llmrec.train.factor;

import java.util.Arrays;
import java.util.Map;
import org.llmrec.data.protocol.Asker;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Readers;

/**
 * GF-CF (Shen, Wu, Zhang, Shan, Zhang, Letaief and Li, "How powerful is graph convolution for
 * recommendation?", CIKM 2021, arXiv 2108.07567): what LightGCN approaches by training, in closed
 * form. With {@code R̃ = D_U^-½ R D_I^-½} and its first right singular vectors V,
 *
 * <pre>score = r ( R̃'R̃  +  α D_I^-½ V V' D_I^½ )</pre>
 *
 * for the row r of a history, whosever it is: the first part passes it along the graph once, the
 * second keeps what of it is smooth on the graph. Where nothing in the history has a training row,
 * the answer is popularity.
 */
final class GraphFilterModel implements FittedMethod {
  private final SparseMatrix byUser;
  private final SparseMatrix byItem;
  private final float[] degrees;
  private final float[] before;
  private final float[] after;
  private final int rank;
  private final float[] vectors;
  private final float alpha;

  /**
   * Of a normalised graph.
   *
   * @param normalised {@code R̃}, users by items
   * @param degrees rows per item, {@code [I]}
   * @param before {@code D_I^-½}, {@code [I]}
   * @param after {@code D_I^½}, {@code [I]}
   * @param vectors {@code V'}, of which {@code [rank, I]} count
   */
  GraphFilterModel(
      SparseMatrix normalised,
      float[] degrees,
      float[] before,
      float[] after,
      int rank,
      float[] vectors,
      float alpha) {
    this.byUser = normalised;
    this.byItem = normalised.transpose();
    this.degrees = degrees;
    this.before = before;
    this.after = after;
    this.rank = rank;
    this.vectors = vectors;
    this.alpha = alpha;
  }

  @Override
  public void score(Asker asker, float[] scores) {
    int[] history = TrainRows.history(Readers.of(asker, GraphFilter.NAME));
    if (Arrays.stream(history).allMatch(item -> degrees[item] == 0)) {
      System.arraycopy(degrees, 0, scores, 0, degrees.length);
      return;
    }
    smooth(history, scores);
    pass(history, scores);
  }

  /** The smooth part, which is written. */
  private void smooth(int[] history, float[] scores) {
    int items = degrees.length;
    Arrays.fill(scores, 0, items, 0);
    for (int k = 0; k < rank; k++) {
      float along = 0;
      for (int item : history) {
        along += before[item] * vectors[k * items + item];
      }
      for (int item = 0; item < items; item++) {
        scores[item] += along * vectors[k * items + item];
      }
    }
    for (int item = 0; item < items; item++) {
      scores[item] *= alpha * after[item];
    }
  }

  /** One passage along the graph, from the items to their users and back, which is added. */
  private void pass(int[] history, float[] scores) {
    float[] users = new float[byUser.rows()];
    for (int item : history) {
      for (int e = byItem.starts()[item]; e < byItem.starts()[item + 1]; e++) {
        users[byItem.indices()[e]] += byItem.values()[e];
      }
    }
    for (int user = 0; user < users.length; user++) {
      if (users[user] != 0) {
        for (int e = byUser.starts()[user]; e < byUser.starts()[user + 1]; e++) {
          scores[byUser.indices()[e]] += users[user] * byUser.values()[e];
        }
      }
    }
  }

  @Override
  public Map<String, Double> facts() {
    return Map.of("rank", (double) rank);
  }
}
