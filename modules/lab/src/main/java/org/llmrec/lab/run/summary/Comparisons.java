package org.llmrec.lab.run.summary;

import java.util.ArrayList;
import java.util.List;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.Spread;
import org.llmrec.lab.run.evaluate.Workers;
import org.llmrec.metrics.Holm;
import org.llmrec.metrics.PairedTest;

/** Differences between lines, paired over users or queries. */
public final class Comparisons {
  private static final PairedTest.Options TEST = PairedTest.Options.seeded(1);

  private Comparisons() {}

  /**
   * One line against another by one metric.
   *
   * @param first the first
   * @param second the other
   * @param metric its place among the reported ones
   */
  record Pair(Line first, Line second, int metric) {}

  /**
   * Every line against the baseline by every metric; corrected over the lines within a metric.
   *
   * @param metrics labels of the reported metrics
   */
  public static List<Comparison> with(
      Line baseline, List<Line> lines, List<String> metrics, int threads) throws Exception {
    List<Comparison> all = new ArrayList<>();
    for (int m = 0; m < metrics.size(); m++) {
      List<Pair> pairs = new ArrayList<>();
      for (Line line : lines) {
        if (line != baseline) {
          pairs.add(new Pair(line, baseline, m));
        }
      }
      all.addAll(corrected(pairs, metrics.get(m), threads));
    }
    return all;
  }

  /** Tests pairs of one metric, and corrects over them. */
  static List<Comparison> corrected(List<Pair> pairs, String metric, int threads) throws Exception {
    PairedTest[] tests = new PairedTest[pairs.size()];
    Workers.run(
        "llmrec-compare",
        tests.length,
        threads,
        () -> number -> tests[number] = test(pairs.get(number)));
    double[] p = new double[tests.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = tests[i].p();
    }
    double[] holm = Holm.adjust(p);
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      PairedTest test = tests[i];
      comparisons.add(
          new Comparison(
              pairs.get(i).first().result().name(),
              pairs.get(i).second().result().name(),
              metric,
              test.users(),
              test.difference(),
              test.low(),
              test.high(),
              test.p(),
              holm[i]));
    }
    return comparisons;
  }

  private static PairedTest test(Pair pair) {
    return PairedTest.of(
        pair.first().unitMeans().get(pair.metric()),
        pair.second().unitMeans().get(pair.metric()),
        TEST);
  }

  /** Who gains and who loses against the baseline by the first metric. */
  public static List<Spread> spreads(Line baseline, List<Line> lines, String metric) {
    List<Spread> spreads = new ArrayList<>();
    double[] theirs = baseline.unitMeans().get(0);
    for (Line line : lines) {
      if (line != baseline) {
        double[] differences = line.unitMeans().get(0).clone();
        for (int unit = 0; unit < differences.length; unit++) {
          differences[unit] -= theirs[unit];
        }
        spreads.add(Spread.of(line.result().name(), baseline.result().name(), metric, differences));
      }
    }
    return spreads;
  }
}
