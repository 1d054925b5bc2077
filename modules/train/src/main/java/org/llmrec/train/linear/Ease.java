package org.llmrec.train.linear;

import java.util.Locale;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * EASE (Steck 2019, "Embarrassingly shallow autoencoders for sparse data"): the weights between
 * items that best rebuild every user's positives from their other positives, in closed form. With X
 * the users by items,
 *
 * <pre>P = (XᵀX + lambda · I)⁻¹,  B_ij = -P_ij / P_jj,  B_jj = 0</pre>
 *
 * <p>and an item's score is the sum of B over the history. With texts, {@code weight · EEᵀ} is
 * added to XᵀX, E being the items' centred text vectors of length 1: every direction of meaning
 * counts as {@code weight} more users who like what lies that way. Items without a text have zeros
 * there.
 *
 * <p>The matrix is dense: {@code 4 n²} bytes of heap, and as many outside it while it is inverted.
 * Above {@code max-items} the fit refuses. With {@code keep} above 0 only so many weights per item,
 * those furthest from 0, outlive the fit; what is kept is also what is scored.
 *
 * @param name in the registry
 * @param text whether texts are in it
 */
record Ease(
    String name,
    boolean text,
    double lambda,
    double weight,
    int keep,
    int maxItems,
    Map<String, Object> settings)
    implements Method {
  /** The largest n for which an array holds n² numbers. */
  private static final int ARRAY_LIMIT = 46_340;

  static Method create(Settings settings) {
    return create("ease", false, settings);
  }

  static Method createWithText(Settings settings) {
    return create("ease-text", true, settings);
  }

  private static Method create(String name, boolean text, Settings settings) {
    double lambda = settings.number("lambda", 100, 1e-3, 1e9);
    double weight = text ? settings.number("weight", 30, 0, 1e9) : 0;
    int keep = settings.integer("keep", 0, 0, ARRAY_LIMIT);
    int maxItems = settings.integer("max-items", 20_000, 1, ARRAY_LIMIT);
    return new Ease(name, text, lambda, weight, keep, maxItems, settings.taken());
  }

  @Override
  public boolean usesText() {
    return text;
  }

  @Override
  public boolean usesSeed() {
    return false;
  }

  @Override
  public FittedMethod fit(TrainingData data, FitContext context) {
    int n = data.items().size();
    requireRoom(n);
    float[] gram;
    if (text) {
      // Before the long part, so that missing texts are known at once.
      TextMatrix texts = TextMatrix.of(context.textsFor(name, data), data.items()).unit();
      gram = SparseMatrix.of(data.positives()).gram();
      Blas.threads(context.threads());
      addTexts(n, texts, gram);
    } else {
      gram = SparseMatrix.of(data.positives()).gram();
      Blas.threads(context.threads());
    }
    for (int item = 0; item < n; item++) {
      gram[item * n + item] += (float) lambda;
    }
    Blas.invert(n, gram);
    DenseEase dense = new DenseEase(name, data.items(), gram, SameForAll.rows(data));
    return keep == 0 ? dense : new SparseFitted(name, dense.strongest(keep), dense.popularity());
  }

  private void addTexts(int n, TextMatrix texts, float[] gram) {
    if (weight > 0) {
      float[] e = texts.values();
      Blas.gemm(false, true, n, n, texts.width(), (float) weight, e, e, 1, gram);
    }
  }

  private void requireRoom(int n) {
    double gigabytes = 4.0 * n * n / 1e9;
    if (n > maxItems) {
      throw new ConfigException(
          TrainingCode.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "%s: expected at most %d items (max-items), found %d: their matrix takes 4·n² = %.1f"
                  + " GB, twice that while it is inverted; take item-knn or ials, which need no"
                  + " dense matrix, or raise max-items (up to %d) where there is memory, with keep"
                  + " (100, say) to hold only the strongest weights of each item afterwards",
              name,
              maxItems,
              n,
              gigabytes,
              ARRAY_LIMIT));
    }
    if (4.0 * n * n > Runtime.getRuntime().maxMemory()) {
      throw new ConfigException(
          TrainingCode.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "%s: expected a Java heap of more than 4·n² = %.1f GB for %d items, found one of %.1f"
                  + " GB; start with a larger -Xmx, or take item-knn or ials",
              name,
              gigabytes,
              n,
              Runtime.getRuntime().maxMemory() / 1e9));
    }
  }
}
