package org.llmrec.recommender;

import java.util.List;
import java.util.Optional;

/**
 * One item of a response.
 *
 * @param id its key in the catalogue
 * @param title what a person calls it; may be empty
 * @param categories in the catalogue's order
 * @param rank its place in the response, from 1
 * @param score what the response is ordered by, descending; what it is depends on the request, see
 *     the package. Comparable within one response only
 * @param stages every stage that has a value for this item, in the order of {@link Stage}; a stage
 *     without a value is absent, which is not the same as zero
 * @param sources who found it, and at which rank
 * @param reason one sentence for the person who asked
 */
public record Ranked(
    String id,
    String title,
    List<String> categories,
    int rank,
    double score,
    List<StageScore> stages,
    List<SourceScore> sources,
    String reason) {

  /** Copies the lists. */
  public Ranked {
    categories = List.copyOf(categories);
    stages = List.copyOf(stages);
    sources = List.copyOf(sources);
  }

  /** What a stage said, if it had a value for this item. */
  public Optional<StageScore> stage(Stage stage) {
    return stages.stream().filter(s -> s.stage() == stage).findFirst();
  }
}
