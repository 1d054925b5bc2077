package org.llmrec.lab.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.interaction.InteractionSource;

/**
 * What an experiment is run on.
 *
 * @param catalogue the items
 * @param interactions who met them, and from when on that is positive
 * @param answers files with recorded answers of a language model; of several answers of an item to
 *     a prompt the first counts
 * @param prompts whose answers are taken; empty for all
 * @param independentGraphs what the answers' graphs are called where they were built on other
 *     people's interactions, none of which is in this data; answers built on any other interactions
 *     than a split trains on are refused
 * @param onlyAnswered whether items without any such answer are left out, with their interactions
 * @param queries where judged queries come from; for the search protocol only
 * @param clicks a log of clicks that a search may learn from; for the search protocol only
 */
public record DataSpec(
    CatalogueSource catalogue,
    InteractionSource interactions,
    List<Path> answers,
    List<String> prompts,
    Set<String> independentGraphs,
    boolean onlyAnswered,
    Optional<QuerySource> queries,
    Optional<Path> clicks) {
  /** Copies the lists. */
  public DataSpec {
    Objects.requireNonNull(catalogue, "catalogue");
    Objects.requireNonNull(interactions, "interactions");
    answers = List.copyOf(answers);
    prompts = List.copyOf(prompts);
    independentGraphs = Set.copyOf(independentGraphs);
  }

  /** Where judged queries come from. */
  public sealed interface QuerySource {
    /**
     * Users' tags as queries; the items that carry one are relevant.
     *
     * @param file a CSV with user, item and tag
     * @param minItems how many items a tag needs
     */
    record Tags(Path file, int minItems) implements QuerySource {}

    /**
     * Graded judgements.
     *
     * @param file a table or JSON Lines with query, item and grade
     */
    record Judged(Path file) implements QuerySource {}

    /**
     * Topics and judgements in the formats of TREC.
     *
     * @param topics the queries
     * @param qrels the judgements
     */
    record Trec(Path topics, Path qrels) implements QuerySource {}
  }
}
