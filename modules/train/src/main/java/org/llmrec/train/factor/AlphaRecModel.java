package org.llmrec.train.factor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.Asker;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.Readers;

/**
 * What AlphaRec learnt. As nothing in it belongs to a user, everybody is placed by their history
 * alone, known or not. Who has none gets the popularity.
 */
final class AlphaRecModel implements Towers {
  private final AlphaRecFit.Learnt learnt;
  private final TextMatrix texts;
  private final int[] counts;
  private final int dims;

  AlphaRecModel(AlphaRecFit.Learnt learnt, TextMatrix texts, int[] counts, int dims) {
    this.learnt = learnt;
    this.texts = texts;
    this.counts = counts;
    this.dims = dims;
  }

  @Override
  public void score(Asker asker, float[] scores) {
    Asker.Reader reader = Readers.of(asker, AlphaRec.NAME);
    if (reader.history().length == 0) {
      for (int i = 0; i < counts.length; i++) {
        scores[i] = counts[i];
      }
      return;
    }
    float[] user = user(reader);
    for (int i = 0; i < counts.length; i++) {
      scores[i] = Vectors.dot(user, learnt.items(), i * dims);
    }
  }

  @Override
  public int dims() {
    return dims;
  }

  @Override
  public float[] item(int item) {
    return Arrays.copyOfRange(learnt.items(), item * dims, (item + 1) * dims);
  }

  @Override
  public float[] user(Asker.Reader reader) {
    int[] history = TrainRows.history(reader);
    int width = texts.width();
    float[] mean = new float[width];
    for (int item : history) {
      for (int d = 0; d < width; d++) {
        mean[d] += texts.values()[item * width + d] / history.length;
      }
    }
    float[] user = learnt.weights().apply(mean);
    learnt.propagation().applyTo(history, learnt.passed(), user);
    return Vectors.normalise(user);
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
