package org.llmrec.train.linear;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.GramInverse;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.blas.TextMatrix;

/**
 * {@code ease} and {@code ease-text} of one lambda, for one inversion over the items that have
 * rows. An item without rows is alone in {@code D = XᵀX + lambda · I}, so D's inverse needs no more
 * than theirs. Texts add a matrix of low rank to D, and the inverse follows by the identity of
 * Woodbury:
 *
 * <pre>(D + w EEᵀ)⁻¹ = D⁻¹ - F (I/w + EᵀF)⁻¹ Fᵀ,  F = D⁻¹E</pre>
 *
 * <p>The numbers are those of the two methods but for rounding. With m items that have rows, n in
 * all and d numbers in a text, it costs m³ + n²d instead of twice n³, and {@code 4 m²} bytes
 * outside the Java heap instead of {@code 8 n²} half in it. Not thread-safe.
 */
public final class EasePair implements AutoCloseable {
  /** How many numbers of the inverse are in the heap at a time. */
  private static final int BLOCK = 1 << 23;

  private final Ids items;
  private final float lambda;
  private final int[] met;
  private final GramInverse inverse;

  private EasePair(Ids items, float lambda, int[] met, GramInverse inverse) {
    this.items = items;
    this.lambda = lambda;
    this.met = met;
    this.inverse = inverse;
  }

  /** How many items have rows: what the cost goes by. */
  public static int met(TrainingData data) {
    return metItems(data).length;
  }

  private static int[] metItems(TrainingData data) {
    int[] rows = data.positives().popularity();
    return IntStream.range(0, rows.length).filter(item -> rows[item] > 0).toArray();
  }

  /**
   * Inverts.
   *
   * @param data with at least one row
   * @param threads of this and of what follows in the calling thread
   * @throws org.llmrec.core.error.LlmrecException if there is too little memory
   */
  public static EasePair of(TrainingData data, double lambda, int threads) {
    Blas.threads(threads);
    int[] met = metItems(data);
    return new EasePair(
        data.items(),
        (float) lambda,
        met,
        GramInverse.of(among(data.positives(), met), (float) lambda));
  }

  /** Users by the items that have rows. */
  private static SparseMatrix among(InteractionTable positives, int[] met) {
    SparseMatrix all = SparseMatrix.of(positives);
    int[] place = new int[all.columns()];
    for (int p = 0; p < met.length; p++) {
      place[met[p]] = p;
    }
    int[] places = Arrays.stream(all.indices()).map(item -> place[item]).toArray();
    return new SparseMatrix(all.rows(), met.length, all.starts(), places, all.values());
  }

  /**
   * What is kept of {@code ease}: of each item the weights by which others speak for it most
   * strongly.
   *
   * @param keep how many of each item, from 1 on
   */
  public ItemWeights plain(int keep) {
    EaseWeights weights = weights(keep);
    int m = met.length;
    int block = block(m);
    float[] rows = new float[block * m];
    for (int from = 0; from < m; from += block) {
      int count = Math.min(block, m - from);
      inverse.read(from, count, rows);
      for (int row = 0; row < count; row++) {
        weights.add(met, from + row, rows, row * m);
      }
    }
    return weights.build();
  }

  /**
   * What is kept of {@code ease-text}.
   *
   * @param texts of all items, of length 1 or 0
   * @param weight above 0
   * @param keep as in {@link #plain}
   */
  public ItemWeights withTexts(TextMatrix texts, double weight, int keep) {
    int n = items.size();
    int d = texts.width();
    float[] f = alone(texts);
    float[] core = new float[d * d];
    Blas.gemm(true, false, d, d, n, 1, texts.values(), f, 0, core);
    for (int i = 0; i < d; i++) {
      core[i * d + i] += (float) (1 / weight);
    }
    Blas.invert(d, core);
    EaseWeights weights = weights(keep);
    int[] all = IntStream.range(0, n).toArray();
    int block = block(n);
    float[] left = new float[block * d];
    float[] corrected = new float[block * d];
    float[] rows = new float[block * n];
    for (int from = 0; from < n; from += block) {
      int count = Math.min(block, n - from);
      System.arraycopy(f, from * d, left, 0, count * d);
      Blas.gemm(false, false, count, d, d, 1, left, core, 0, corrected);
      spread(from, count, rows);
      Blas.gemm(false, true, count, n, d, -1, corrected, f, 1, rows);
      for (int row = 0; row < count; row++) {
        weights.add(all, from + row, rows, row * n);
      }
    }
    return weights.build();
  }

  /** {@code D⁻¹E}, {@code [items, d]}. */
  private float[] alone(TextMatrix texts) {
    int d = texts.width();
    float[] out = new float[texts.values().length];
    for (int e = 0; e < out.length; e++) {
      out[e] = texts.values()[e] / lambda;
    }
    int m = met.length;
    float[] own = new float[m * d];
    for (int p = 0; p < m; p++) {
      System.arraycopy(texts.values(), met[p] * d, own, p * d, d);
    }
    int block = block(m);
    float[] rows = new float[block * m];
    float[] product = new float[block * d];
    for (int from = 0; from < m; from += block) {
      int count = Math.min(block, m - from);
      inverse.read(from, count, rows);
      Blas.gemm(false, false, count, d, m, 1, rows, own, 0, product);
      for (int row = 0; row < count; row++) {
        System.arraycopy(product, row * d, out, met[from + row] * d, d);
      }
    }
    return out;
  }

  /** Rows of {@code D⁻¹} as all items have them. */
  private void spread(int from, int count, float[] rows) {
    int n = items.size();
    Arrays.fill(rows, 0, count * n, 0);
    float[] own = new float[met.length];
    for (int row = 0; row < count; row++) {
      int p = Arrays.binarySearch(met, from + row);
      if (p < 0) {
        rows[row * n + from + row] = 1 / lambda;
        continue;
      }
      inverse.read(p, 1, own);
      for (int q = 0; q < own.length; q++) {
        rows[row * n + met[q]] = own[q];
      }
    }
  }

  private EaseWeights weights(int keep) {
    return new EaseWeights(new ItemWeightsBuilder(items, keep), items.size());
  }

  private static int block(int columns) {
    return Math.clamp(BLOCK / columns, 1, columns);
  }

  @Override
  public void close() {
    inverse.close();
  }
}
