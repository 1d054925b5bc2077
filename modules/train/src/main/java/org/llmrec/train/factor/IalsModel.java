package org.llmrec.train.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.Asker;
import org.llmrec.rank.RowSolver;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Readers;

/**
 * Items as iALS left them, for readers who are solved when they ask: the exact vector for their
 * history with the items held. So known users, changed histories and strangers are served alike. A
 * history with nothing in it that somebody met in training, whose exact vector is zero, gets the
 * average user instead.
 */
final class IalsModel implements FittedMethod {
  private final String name;
  private final IalsSettings settings;
  private final IalsFit.Learnt learnt;
  private final RowSolver solver;
  private final float[] ranked;

  /**
   * With the vectors that items are ranked by.
   *
   * @param ranked {@code [items, d]}, on the axes of {@code learnt}
   */
  IalsModel(String name, IalsSettings settings, IalsFit.Learnt learnt, float[] ranked) {
    this.name = name;
    this.settings = settings;
    this.learnt = learnt;
    this.solver = new RowSolver(learnt.spectrum());
    this.ranked = ranked;
  }

  @Override
  public void score(Asker asker, float[] scores) {
    int d = settings.dims();
    float[] user = narrow(user(TrainRows.history(Readers.of(asker, name))));
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Vectors.dot(user, ranked, i * d);
    }
  }

  private double[] user(int[] history) {
    int d = settings.dims();
    double[] items = learnt.items();
    double[] user =
        solver.solve(
            (row, target, offset) -> System.arraycopy(items, row * d, target, offset, d),
            history,
            settings.pull(history.length, items.length / d));
    return Arrays.stream(user).allMatch(x -> x == 0) ? learnt.averageUser() : user;
  }

  static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  @Override
  public Map<String, Double> facts() {
    return Map.of(
        "sweeps", (double) learnt.curve().size(), "loss", learnt.curve().getLast().loss());
  }

  @Override
  public List<CurvePoint> curve() {
    return learnt.curve();
  }
}
