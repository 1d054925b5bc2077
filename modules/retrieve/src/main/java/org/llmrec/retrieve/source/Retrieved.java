package org.llmrec.retrieve.source;

import java.time.Duration;
import java.util.List;
import org.llmrec.retrieve.Candidate;
import org.llmrec.retrieve.Source;

/**
 * The candidates of one request.
 *
 * @param items best first by the fused score, equal ones by ordinal; no item twice
 * @param sources what each part did, in the order of the retrieval's parts
 */
public record Retrieved(List<Item> items, List<Report> sources) {

  /** Copies the lists. */
  public Retrieved {
    items = List.copyOf(items);
    sources = List.copyOf(sources);
  }

  /**
   * A candidate.
   *
   * @param candidate with what every source that found it said: features for a ranker, reasons for
   *     a person
   * @param score the fused one; comparable within one request only
   */
  public record Item(Candidate candidate, double score) {}

  /**
   * What a part did.
   *
   * @param source which
   * @param found how many hits it had
   * @param time that it took, added up where several threads shared it; of a walk that two sources
   *     shared, each says the whole
   * @param partial whether the deadline ended it
   */
  public record Report(Source source, int found, Duration time, boolean partial) {}

  /** Whether the deadline ended any source before its end. */
  public boolean partial() {
    return sources.stream().anyMatch(Report::partial);
  }

  /** The ordinals, best first. */
  public int[] ordinals() {
    return items.stream().mapToInt(item -> item.candidate().ordinal()).toArray();
  }
}
