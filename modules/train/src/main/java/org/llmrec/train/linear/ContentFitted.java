package org.llmrec.train.linear;

import java.util.Arrays;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.Asker;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Readers;

/**
 * Scores by text. Who has no history, or one without any text, gets the popularity.
 *
 * @param method its name, for errors
 * @param texts of length 1
 * @param neighbours how many items of the history count for an item; 0 for their mean
 */
record ContentFitted(String method, TextMatrix texts, int neighbours, SameForAll popularity)
    implements FittedMethod {
  @Override
  public void score(Asker asker, float[] scores) {
    int[] told =
        Arrays.stream(Readers.history(asker, method)).filter(this::hasText).sorted().toArray();
    if (told.length == 0) {
      popularity.score(asker, scores);
    } else if (neighbours == 0) {
      mean(told, scores);
    } else {
      best(told, scores);
    }
  }

  private boolean hasText(int item) {
    float[] values = texts.values();
    int width = texts.width();
    for (int d = item * width; d < (item + 1) * width; d++) {
      if (values[d] != 0) {
        return true;
      }
    }
    return false;
  }

  private void mean(int[] told, float[] scores) {
    int width = texts.width();
    float[] mean = new float[width];
    for (int item : told) {
      for (int d = 0; d < width; d++) {
        mean[d] += texts.values()[item * width + d];
      }
    }
    Vectors.normalise(mean);
    for (int item = 0; item < texts.rows(); item++) {
      scores[item] = Vectors.dot(mean, texts.values(), item * width);
    }
  }

  private void best(int[] told, float[] scores) {
    int width = texts.width();
    int items = texts.rows();
    float[] history = new float[told.length * width];
    for (int i = 0; i < told.length; i++) {
      System.arraycopy(texts.values(), told[i] * width, history, i * width, width);
    }
    float[] cosines = new float[items * told.length];
    Blas.gemm(false, true, items, told.length, width, 1, texts.values(), history, 0, cosines);
    float[] highest = new float[Math.min(neighbours, told.length)];
    for (int item = 0; item < items; item++) {
      Arrays.fill(highest, Float.NEGATIVE_INFINITY);
      for (int i = item * told.length; i < (item + 1) * told.length; i++) {
        if (cosines[i] > highest[0]) {
          insert(cosines[i], highest);
        }
      }
      float sum = 0;
      for (float cosine : highest) {
        sum += cosine;
      }
      scores[item] = sum;
    }
  }

  /** Puts a number in its place in an ascending array and drops the first. */
  private static void insert(float value, float[] ascending) {
    int i = 0;
    while (i + 1 < ascending.length && ascending[i + 1] < value) {
      ascending[i] = ascending[i + 1];
      i++;
    }
    ascending[i] = value;
  }
}
