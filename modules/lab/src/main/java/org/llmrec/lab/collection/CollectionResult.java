package org.llmrec.lab.collection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.metrics.PairedTest;

/**
 * What a run came to. Immutable.
 *
 * @param documents what was indexed
 * @param reusedIndex whether the index of an earlier run served
 * @param topics what was asked
 * @param refusals the first few bad records, one a line
 * @param setting what was run, in words
 * @param figures from a metric's label to its mean over the evaluated topics
 * @param lucene plain Lucene beside it, where that was asked for
 * @param perTopic the evaluated topics, in the order of their file
 */
public record CollectionResult(
    DocumentCounts documents,
    boolean reusedIndex,
    TopicCounts topics,
    List<String> refusals,
    String setting,
    Map<String, Double> figures,
    Optional<Beside> lucene,
    List<TopicFigures> perTopic) {
  /** Copies the collections. */
  public CollectionResult {
    refusals = List.copyOf(refusals);
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    perTopic = List.copyOf(perTopic);
  }

  /**
   * Plain Lucene.
   *
   * @param figures as those of ours
   * @param differences for each metric, ours minus Lucene's
   */
  public record Beside(Map<String, Double> figures, Map<String, Difference> differences) {
    /** Copies the maps. */
    public Beside {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
      differences = Collections.unmodifiableMap(new LinkedHashMap<>(differences));
    }
  }

  /**
   * A mean difference over the evaluated topics, by {@link PairedTest}.
   *
   * @param mean ours minus Lucene's
   * @param low lower end of its 95 % interval, by the paired bootstrap
   * @param high upper end
   * @param p chance of one as large if the two were alike, by the randomisation test
   */
  public record Difference(double mean, double low, double high, double p) {
    static Difference of(PairedTest test) {
      return new Difference(test.difference(), test.low(), test.high(), test.p());
    }
  }

  /**
   * One topic.
   *
   * @param id as the judgements have it
   * @param query its chosen texts
   * @param relevant how many documents are relevant for it
   * @param figures from a metric's label to its value
   */
  public record TopicFigures(String id, String query, int relevant, Map<String, Double> figures) {
    /** Copies the map. */
    public TopicFigures {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
  }
}
