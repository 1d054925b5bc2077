package org.llmrec.lab.run.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.lab.result.Figure;
import org.llmrec.metrics.BootstrapInterval;
import org.llmrec.metrics.PairedTest;

/**
 * Adds up the figures of cases by seed and by unit (user or query). A figure's mean is that of the
 * seeds' means; its interval is the bootstrap over units, each unit with its mean over its cases of
 * all seeds. Not thread-safe.
 */
final class Tally {
  /** Enough for an interval that is read as two digits; the paired tests use more. */
  private static final PairedTest.Options INTERVAL = new PairedTest.Options(1, 1_000, 0.95);

  private final int metrics;
  private final double[][] bySeed;
  private final int[] seedCases;
  private final double[] byUnit;
  private final int[] unitCases;
  private int cases;

  Tally(int seeds, int units, int metrics) {
    this.metrics = metrics;
    this.bySeed = new double[seeds][metrics];
    this.seedCases = new int[seeds];
    this.byUnit = new double[units * metrics];
    this.unitCases = new int[units];
  }

  /** Adds a case; only the first values count where there are more than metrics. */
  void add(int seed, int unit, double[] values) {
    for (int m = 0; m < metrics; m++) {
      bySeed[seed][m] += values[m];
      byUnit[unit * metrics + m] += values[m];
    }
    seedCases[seed]++;
    unitCases[unit]++;
    cases++;
  }

  /** How many cases were added. */
  int cases() {
    return cases;
  }

  /** The mean over the seeds that have a case of the seeds' means; NaN without any. */
  double mean(int metric) {
    List<Double> means = seedMeans(metric);
    double sum = 0;
    for (double mean : means) {
      sum += mean;
    }
    return means.isEmpty() ? Double.NaN : sum / means.size();
  }

  private List<Double> seedMeans(int metric) {
    List<Double> means = new ArrayList<>();
    for (int seed = 0; seed < seedCases.length; seed++) {
      if (seedCases[seed] > 0) {
        means.add(bySeed[seed][metric] / seedCases[seed]);
      }
    }
    return means;
  }

  /** Each unit's mean, {@code [units that have a case]}, in the order of units. */
  double[] unitMeans(int metric) {
    double[] means = new double[unitCases.length];
    int size = 0;
    for (int unit = 0; unit < unitCases.length; unit++) {
      if (unitCases[unit] > 0) {
        means[size++] = byUnit[unit * metrics + metric] / unitCases[unit];
      }
    }
    return Arrays.copyOf(means, size);
  }

  /** The first metrics' figures by their labels; none without a case. */
  Map<String, Figure> figures(List<String> labels) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (int m = 0; m < labels.size() && cases > 0; m++) {
      BootstrapInterval interval = BootstrapInterval.of(unitMeans(m), INTERVAL);
      figures.put(labels.get(m), Figures.of(seedMeans(m), interval.low(), interval.high()));
    }
    return figures;
  }
}
