package org.llmrec.pipeline.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Format;

/**
 * What a new workspace is to be built from.
 *
 * @param catalogue a file, or the folder of a data set
 * @param catalogueFormat how it is written
 * @param catalogueMap from a field to the column that carries it
 * @param interactions a file, or the folder of a data set
 * @param interactionsFormat how it is written
 * @param interactionsMap from a field to the column that carries it
 * @param encoding how the bytes of both are text
 * @param feedback what the interactions' values mean; found out from them when absent
 * @param answers files with recorded answers; may be empty
 * @param independentGraphs what the answers' graphs are called where they were built on other
 *     people's interactions, none of which is in the data; usually none
 * @param search what an order of searches is learnt from
 * @param overwrite whether an existing configuration may be replaced
 */
public record InitOptions(
    Path catalogue,
    Format catalogueFormat,
    Map<String, String> catalogueMap,
    Path interactions,
    Format interactionsFormat,
    Map<String, String> interactionsMap,
    Encoding encoding,
    Optional<Feedback> feedback,
    List<Path> answers,
    Set<String> independentGraphs,
    SearchConfig search,
    boolean overwrite) {
  /** Copies the collections. */
  public InitOptions {
    catalogueMap = Map.copyOf(catalogueMap);
    interactionsMap = Map.copyOf(interactionsMap);
    answers = List.copyOf(answers);
    independentGraphs = Set.copyOf(independentGraphs);
  }

  /** From a catalogue and interactions whose columns are recognised. */
  public static InitOptions of(Path catalogue, Path interactions) {
    return new InitOptions(
        catalogue,
        Format.AUTO,
        Map.of(),
        interactions,
        Format.AUTO,
        Map.of(),
        Encoding.AUTO,
        Optional.empty(),
        List.of(),
        Set.of(),
        SearchConfig.none(),
        false);
  }

  /** From the folder of a MovieLens data set: {@code movies.csv} and {@code ratings.csv}. */
  public static InitOptions movieLens(Path folder) {
    return new InitOptions(
        folder,
        Format.MOVIELENS,
        Map.of(),
        folder,
        Format.MOVIELENS,
        Map.of(),
        Encoding.AUTO,
        Optional.empty(),
        List.of(),
        Set.of(),
        SearchConfig.none(),
        false);
  }

  /** With columns that are not recognised by their names. */
  public InitOptions maps(Map<String, String> ofCatalogue, Map<String, String> ofInteractions) {
    return new InitOptions(
        catalogue,
        catalogueFormat,
        ofCatalogue,
        interactions,
        interactionsFormat,
        ofInteractions,
        encoding,
        feedback,
        answers,
        independentGraphs,
        search,
        overwrite);
  }

  /** With a declared meaning of the interactions' values. */
  public InitOptions feedback(Feedback meaning) {
    return new InitOptions(
        catalogue,
        catalogueFormat,
        catalogueMap,
        interactions,
        interactionsFormat,
        interactionsMap,
        encoding,
        Optional.of(meaning),
        answers,
        independentGraphs,
        search,
        overwrite);
  }

  /** With recorded answers. */
  public InitOptions answers(List<Path> files) {
    return new InitOptions(
        catalogue,
        catalogueFormat,
        catalogueMap,
        interactions,
        interactionsFormat,
        interactionsMap,
        encoding,
        feedback,
        files,
        independentGraphs,
        search,
        overwrite);
  }

  /** With a declaration of which graphs are of other people's interactions. */
  public InitOptions independentGraphs(Set<String> graphs) {
    return new InitOptions(
        catalogue,
        catalogueFormat,
        catalogueMap,
        interactions,
        interactionsFormat,
        interactionsMap,
        encoding,
        feedback,
        answers,
        graphs,
        search,
        overwrite);
  }

  /** With leave to replace an existing configuration, or without. */
  public InitOptions overwrite(boolean allowed) {
    return new InitOptions(
        catalogue,
        catalogueFormat,
        catalogueMap,
        interactions,
        interactionsFormat,
        interactionsMap,
        encoding,
        feedback,
        answers,
        independentGraphs,
        search,
        allowed);
  }
}
