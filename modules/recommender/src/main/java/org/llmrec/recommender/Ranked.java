package org.llmrec.recommender;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One item of a response.
 *
 * @param id its key in the catalogue
 * @param title what a person calls it; may be empty
 * @param categories in the catalogue's order
 * @param rank its place in the response, from 1
 * @param score what the response is ordered by, descending; what it is depends on the request, see
 *     the package. Comparable within one response only
 * @param probability that the item is among the person's hidden positives, in [0, 1]; precisely
 *     what that is, {@link org.llmrec.rank.list.Chances} says. Comparable between responses. Only
 *     where {@link Request#probabilities} asks for it, the ranker of short lists ordered them
 *     ({@link Stage#RANKER}) and it knows what its scores are worth; empty for items that nobody
 *     met
 * @param stages every stage that has a value for this item, in the order of {@link Stage}; a stage
 *     without a value is absent, which is not the same as zero
 * @param sources who found it, and at which rank
 * @param columns what an imported ranker was told of it, in the order of its schema; empty where
 *     none ordered the response
 * @param reason one sentence for the person who asked
 */
public record Ranked(
    String id,
    String title,
    List<String> categories,
    int rank,
    double score,
    OptionalDouble probability,
    List<StageScore> stages,
    List<SourceScore> sources,
    List<ColumnValue> columns,
    String reason) {

  /** Copies the lists. */
  public Ranked {
    categories = List.copyOf(categories);
    stages = List.copyOf(stages);
    sources = List.copyOf(sources);
    columns = List.copyOf(columns);
  }

  /** What a stage said, if it had a value for this item. */
  public Optional<StageScore> stage(Stage stage) {
    return stages.stream().filter(s -> s.stage() == stage).findFirst();
  }
}
