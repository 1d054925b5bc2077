package org.llmrec.train.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.Asker;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Readers;

/**
 * What BPR learnt. A user whose history is that of training gets the trained vector; anybody else
 * one that the same descent finds for the history, with the items held, from zero and in as many
 * passes. An empty history leaves the items' biases: near popularity.
 */
final class BprModel implements FittedMethod {
  private final BprSettings settings;
  private final BprFit.Learnt learnt;
  private final int[][] byUser;
  private final long seed;

  BprModel(BprSettings settings, BprFit.Learnt learnt, int[][] byUser, long seed) {
    this.settings = settings;
    this.learnt = learnt;
    this.byUser = byUser;
    this.seed = seed;
  }

  @Override
  public void score(Asker asker, float[] scores) {
    Asker.Reader reader = Readers.of(asker, Bpr.NAME);
    int[] history = TrainRows.history(reader);
    BprFactors factors = learnt.factors();
    int d = factors.dims();
    float[] user =
        TrainRows.asTrained(reader, history, byUser)
            ? Arrays.copyOfRange(factors.users(), reader.user() * d, (reader.user() + 1) * d)
            : foldIn(history);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = factors.bias()[i] + Vectors.dot(user, factors.items(), i * d);
    }
  }

  private float[] foldIn(int[] history) {
    BprFactors factors = learnt.factors();
    int items = factors.bias().length;
    float[] user = new float[factors.dims()];
    if (history.length == 0 || history.length == items) {
      return user;
    }
    SplittableRandom random = new SplittableRandom(31 * seed + Arrays.hashCode(history));
    float rate = (float) settings.learningRate();
    float pull = (float) settings.regularisation();
    for (int epoch = 0; epoch < learnt.best(); epoch++) {
      for (int item : history) {
        int other = BprFit.negative(history, items, random);
        factors.stepUser(user, item, other, rate, pull);
      }
    }
    return user;
  }

  @Override
  public Map<String, Double> facts() {
    return Map.of("best-epoch", (double) learnt.best(), "epochs", (double) learnt.curve().size());
  }

  @Override
  public List<CurvePoint> curve() {
    return learnt.curve();
  }
}
