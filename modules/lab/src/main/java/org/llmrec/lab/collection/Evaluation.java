package org.llmrec.lab.collection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.llmrec.metrics.Metric;
import org.llmrec.metrics.PairedTest;
import org.llmrec.metrics.RankedRelevance;

/** The figures of one ranker, topic by topic. Not thread-safe. */
final class Evaluation {
  /** What is measured, by trec_eval's definitions: equal scores are ranked by id. */
  static final List<Metric> METRICS =
      List.of(
          Metric.named("map"),
          Metric.named("ndcg@10"),
          Metric.named("precision@10"),
          Metric.named("recall@100"),
          Metric.named("recall@1000"),
          Metric.named("mrr"));

  private static final long SEED = 1;

  private final List<Map<String, Double>> topics = new ArrayList<>();

  /** Judges one topic's documents and keeps the figures. */
  Map<String, Double> add(Ranking ranking, SortedMap<String, Integer> grades) {
    RankedRelevance judged = ranking.judged(grades);
    Map<String, Double> figures = new LinkedHashMap<>();
    METRICS.forEach(metric -> figures.put(metric.label(), metric.of(judged)));
    topics.add(figures);
    return figures;
  }

  /** The means over the topics. */
  Map<String, Double> means() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (Metric metric : METRICS) {
      double sum = 0;
      for (double figure : figures(metric)) {
        sum += figure;
      }
      means.put(metric.label(), sum / topics.size());
    }
    return means;
  }

  /** This against another on the same topics. */
  Map<String, CollectionResult.Difference> against(Evaluation other) {
    Map<String, CollectionResult.Difference> differences = new LinkedHashMap<>();
    for (Metric metric : METRICS) {
      PairedTest.Options options = PairedTest.Options.seeded(SEED);
      differences.put(
          metric.label(),
          CollectionResult.Difference.of(
              PairedTest.of(figures(metric), other.figures(metric), options)));
    }
    return differences;
  }

  private double[] figures(Metric metric) {
    return topics.stream().mapToDouble(topic -> topic.get(metric.label())).toArray();
  }
}
