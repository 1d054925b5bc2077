package org.llmrec.retrieve.internal;

import java.util.Random;
import org.llmrec.core.vector.Vectors;

/**
 * Vectors shaped like encoded texts: a mean that all share, topics in a few directions of falling
 * weight, and a rest in all directions. Text vectors have length 1; tower vectors differ in length.
 */
public final class PerturbedVectors {
  private static final int TOPICS = 400;

  private final Random random;
  private final int dims;
  private final float[] mean;
  private final float[][] directions;
  private final float[][] topics;
  private int topic;

  /** The same seed gives the same vectors. */
  public PerturbedVectors(long seed, int dims) {
    this.random = new Random(seed);
    this.dims = dims;
    this.mean = gaussian(dims, 0.5);
    int rank = Math.min(64, dims);
    this.directions = new float[rank][];
    for (int r = 0; r < rank; r++) {
      directions[r] = gaussian(dims, 1 / Math.sqrt(1 + r / 4.0));
    }
    this.topics = new float[TOPICS][];
    for (int t = 0; t < TOPICS; t++) {
      topics[t] = gaussian(rank, 1);
    }
  }

  private float[] gaussian(int n, double scale) {
    float[] vector = new float[n];
    for (int i = 0; i < n; i++) {
      vector[i] = (float) (scale * random.nextGaussian());
    }
    return vector;
  }

  /** The next one. */
  public float[] next() {
    float[] vector = mean.clone();
    topic = random.nextInt(TOPICS);
    for (int r = 0; r < directions.length; r++) {
      float weight = (float) (topics[topic][r] + 0.7 * random.nextGaussian());
      for (int i = 0; i < dims; i++) {
        vector[i] += weight * directions[r][i];
      }
    }
    for (int i = 0; i < dims; i++) {
      vector[i] += (float) (1.5 * random.nextGaussian());
    }
    return Vectors.normalise(vector);
  }

  /** What the last one was about, 0 to 399. */
  public int topic() {
    return topic;
  }

  /** The next one at a length of its own. */
  public float[] nextOfAnyLength() {
    float[] vector = next();
    float length = (float) Math.exp(0.4 * random.nextGaussian());
    for (int i = 0; i < dims; i++) {
      vector[i] *= length;
    }
    return vector;
  }
}
