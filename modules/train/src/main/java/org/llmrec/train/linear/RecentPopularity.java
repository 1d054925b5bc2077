package org.llmrec.train.linear;

import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.DecayedPopularity;
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
    double[] weights = DecayedPopularity.of(rows, halfLife).orElseThrow(() -> withoutTimes(rows));
    float[] byItem = new float[weights.length];
    for (int item = 0; item < byItem.length; item++) {
      byItem[item] = (float) weights[item];
    }
    return new SameForAll(byItem);
  }

  private static ConfigException withoutTimes(InteractionTable rows) {
    long without =
        IntStream.range(0, rows.size())
            .filter(row -> rows.time(row) == Interaction.NO_TIME)
            .count();
    return new ConfigException(
        DataCode.TIMES_UNUSABLE,
        "recent-popularity: expected a time in each of "
            + rows.size()
            + " training rows, found none in "
            + without
            + "; take popularity, or give the interactions a timestamp column");
  }
}
