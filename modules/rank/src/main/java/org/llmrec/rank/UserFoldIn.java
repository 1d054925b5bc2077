package org.llmrec.rank;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Gives a user vector to somebody whom training did not see, or whose history is given by hand: the
 * vector that the training objective itself would choose with the item tower held fixed.
 *
 * <p>Minimised over {@code u}, for the history {@code H} and a stored sample {@code N} of the
 * catalogue that stands for the sampled negatives of training:
 *
 * <pre>
 * sum over i in H of softplus(-u.i)  +  w * sum over j in N \ H of softplus(u.j)  +  lambda/2 * |u - m|^2
 * w = negativesPerPositive * |H| / |N \ H|
 * </pre>
 *
 * <p>The first two sums are the binary cross-entropy of the two-tower ranker; {@code w} keeps the
 * weight of negatives to positives as it was in training. {@code m} is the average trained user, so
 * an empty history gives exactly that user and a short one stays near. The objective is strictly
 * convex and solved to its only minimum by L-BFGS, in 64-bit numbers added up in a fixed order: the
 * same history, in any order, gives the same bits.
 *
 * <p>Immutable and thread-safe. On the heap it holds the sampled rows and a matrix, {@code 8 * (|N|
 * + dims) * dims} bytes.
 */
public final class UserFoldIn {
  private final FoldInOptions options;
  private final double[] prior;
  private final int[] sample;
  private final NegativeSample negatives;
  private final Rows rows;

  /** The item tower's outputs, by ordinal. */
  public interface Rows {
    /** How many items there are. */
    int size();

    /** Copies a row to {@code target} from {@code offset} on. */
    void read(int ordinal, float[] target, int offset);
  }

  /**
   * For one bundle, or for training to measure itself.
   *
   * @param prior {@code m}, {@code [dims]}; copied
   * @param sample the ordinals in {@code N}, ascending, none twice; copied
   * @param rows the item vectors, each {@code [dims]}
   * @throws IllegalArgumentException if the sample is not ascending or names no item
   */
  public UserFoldIn(FoldInOptions options, float[] prior, int[] sample, Rows rows) {
    this.options = options;
    this.prior = FoldInProblem.widen(prior);
    this.sample = sample.clone();
    this.rows = rows;
    for (int i = 0; i < sample.length; i++) {
      if (sample[i] < 0 || sample[i] >= rows.size() || (i > 0 && sample[i] <= sample[i - 1])) {
        throw new IllegalArgumentException(
            "expected ascending ordinals below " + rows.size() + ", found " + sample[i]);
      }
    }
    this.negatives = NegativeSample.of(gather(this.sample), this.prior);
  }

  /**
   * Draws the items that stand for the negatives, each with the same chance.
   *
   * @param items how many items there are
   * @param size how many to draw; all of them when there are fewer
   * @return ordinals, ascending, none twice
   */
  public static int[] sample(int items, int size, long seed) {
    int count = Math.min(items, size);
    SplittableRandom random = new SplittableRandom(seed);
    int[] drawn = new int[count];
    int taken = 0;
    // Selection sampling (Knuth, volume 2, algorithm 3.4.2S): ascending without sorting.
    for (int item = 0; taken < count; item++) {
      if (random.nextInt(items - item) < count - taken) {
        drawn[taken++] = item;
      }
    }
    return drawn;
  }

  /**
   * The average of the users' vectors, zero when there are none.
   *
   * @return {@code [dims]}
   */
  public static float[] average(VectorRows users, int dims) {
    double[] sum = new double[dims];
    float[] row = new float[dims];
    for (int u = 0; u < users.size(); u++) {
      users.read(u, row, 0);
      for (int d = 0; d < dims; d++) {
        sum[d] += row[d];
      }
    }
    float[] mean = new float[dims];
    for (int d = 0; d < dims && users.size() > 0; d++) {
      mean[d] = (float) (sum[d] / users.size());
    }
    return mean;
  }

  /**
   * The user vector for a history.
   *
   * @param history ordinals of items that the user liked, in any order; one that is there twice
   *     counts once
   * @return {@code [dims]}, fresh
   * @throws IllegalArgumentException if an ordinal names no item
   */
  public float[] foldIn(int[] history) {
    return foldIn(history, List.of());
  }

  /**
   * The same with items that have no ordinal beside those that have one.
   *
   * @param others {@code [dims]} each
   * @throws IllegalArgumentException if an ordinal names no item, or a vector has another width
   */
  public float[] foldIn(int[] history, List<float[]> others) {
    boolean nothing = history.length == 0 && others.isEmpty();
    double[] solution = nothing ? prior : QuasiNewton.minimise(problem(history, others));
    float[] user = new float[solution.length];
    for (int d = 0; d < user.length; d++) {
      user[d] = (float) solution[d];
    }
    return user;
  }

  /** The mean of the sampled item vectors, {@code [dims]}, fresh: what most items share. */
  float[] sampleMean() {
    int dims = prior.length;
    float[] mean = new float[dims];
    for (int d = 0; d < dims; d++) {
      double sum = 0;
      for (int row = 0; row < sample.length; row++) {
        sum += negatives.rows()[row * dims + d];
      }
      mean[d] = sample.length == 0 ? 0 : (float) (sum / sample.length);
    }
    return mean;
  }

  /** The objective for a history that is not empty. */
  FoldInProblem problem(int[] history) {
    return problem(history, List.of());
  }

  private FoldInProblem problem(int[] history, List<float[]> others) {
    int[] liked = Arrays.stream(history).sorted().distinct().toArray();
    if (liked.length > 0 && (liked[0] < 0 || liked[liked.length - 1] >= rows.size())) {
      throw new IllegalArgumentException(
          "expected ordinals from 0 to "
              + (rows.size() - 1)
              + ", found "
              + (liked[0] < 0 ? liked[0] : liked[liked.length - 1]));
    }
    boolean[] left = new boolean[sample.length];
    for (int i = 0; i < sample.length; i++) {
      left[i] = Arrays.binarySearch(liked, sample[i]) >= 0;
    }
    int positives = liked.length + others.size();
    return new FoldInProblem(
        prior,
        options.lambda(),
        positives(liked, others),
        negatives,
        left,
        options.negativesPerPositive() * positives);
  }

  private double[] positives(int[] liked, List<float[]> others) {
    double[] known = gather(liked);
    int dims = prior.length;
    double[] all = Arrays.copyOf(known, Math.multiplyExact(liked.length + others.size(), dims));
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i).length != dims) {
        throw new IllegalArgumentException(
            "expected vectors of " + dims + " numbers, found one of " + others.get(i).length);
      }
      System.arraycopy(FoldInProblem.widen(others.get(i)), 0, all, known.length + i * dims, dims);
    }
    return all;
  }

  private double[] gather(int[] ordinals) {
    int dims = prior.length;
    float[] row = new float[dims];
    double[] gathered = new double[Math.multiplyExact(ordinals.length, dims)];
    for (int i = 0; i < ordinals.length; i++) {
      rows.read(ordinals[i], row, 0);
      for (int d = 0; d < dims; d++) {
        gathered[i * dims + d] = row[d];
      }
    }
    return gathered;
  }
}
