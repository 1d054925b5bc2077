package org.llmrec.train.linear;

import java.util.Map;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * Popularity in which a row counts half after each {@code half-life} days, back from the newest
 * training row.
 */
record RecentPopularity(double halfLife, Map<String, Object> settings) implements Method {
  private static final double SECONDS_PER_DAY = 86_400;

  static Method create(Settings settings) {
    double halfLife = settings.number("half-life", 365, 0.01, 1e6);
    return new RecentPopularity(halfLife, settings.taken());
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
    InteractionTable rows = data.positives();
    long newest = newest(rows);
    double[] weights = new double[rows.items().size()];
    for (int row = 0; row < rows.size(); row++) {
      double days = ((double) newest - rows.time(row)) / SECONDS_PER_DAY;
      weights[rows.item(row)] += Math.pow(2, -days / halfLife);
    }
    float[] byItem = new float[weights.length];
    for (int item = 0; item < byItem.length; item++) {
      byItem[item] = (float) weights[item];
    }
    return new SameForAll(byItem);
  }

  private static long newest(InteractionTable rows) {
    long newest = Long.MIN_VALUE;
    int without = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (rows.time(row) == Interaction.NO_TIME) {
        without++;
      }
      newest = Math.max(newest, rows.time(row));
    }
    if (without > 0) {
      throw new ConfigException(
          "recent-popularity: expected a time in each of "
              + rows.size()
              + " training rows, found none in "
              + without
              + "; take popularity, or give the interactions a timestamp column");
    }
    return newest;
  }
}
