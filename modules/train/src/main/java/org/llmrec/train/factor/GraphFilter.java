package org.llmrec.train.factor;

import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.blas.TruncatedSvd;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/** {@code graph-filter}; see {@link GraphFilterModel} for how it scores. */
final class GraphFilter implements Method {
  static final String NAME = "graph-filter";

  /** Of the decomposition, which hardly depends on it; so the method does not use the fit's. */
  private static final long SEED = 1;

  /** Singular values below this share of the first are rounding, with directions of no meaning. */
  private static final float NOTHING = 1e-5f;

  private final int dims;
  private final double alpha;
  private final Map<String, Object> settings;

  GraphFilter(Settings settings) {
    this.dims = settings.integer("dims", 128, 1, 4096);
    this.alpha = settings.number("alpha", 0.3, 0, 1e6);
    this.settings = settings.taken();
  }

  @Override
  public Map<String, Object> settings() {
    return settings;
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
    TrainRows.require(NAME, data);
    Blas.threads(context.threads());
    SparseMatrix met = SparseMatrix.of(data.positives());
    SparseMatrix byItem = met.transpose();
    float[] users = degrees(met);
    float[] items = degrees(byItem);
    SparseMatrix normalised = met.scaled(power(users, -0.5), power(items, -0.5));
    TruncatedSvd parts = TruncatedSvd.of(normalised, dims, SEED);
    int rank = 0;
    while (rank < parts.rank() && parts.values()[rank] > NOTHING * parts.values()[0]) {
      rank++;
    }
    return new GraphFilterModel(
        normalised,
        items,
        power(items, -0.5),
        power(items, 0.5),
        rank,
        parts.right(),
        (float) alpha);
  }

  private static float[] degrees(SparseMatrix matrix) {
    float[] degrees = new float[matrix.rows()];
    for (int row = 0; row < degrees.length; row++) {
      degrees[row] = matrix.starts()[row + 1] - matrix.starts()[row];
    }
    return degrees;
  }

  /** Zero where there is nothing to take a power of. */
  private static float[] power(float[] degrees, double exponent) {
    float[] powers = new float[degrees.length];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = degrees[i] == 0 ? 0 : (float) Math.pow(degrees[i], exponent);
    }
    return powers;
  }
}
