package org.llmrec.lab.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.metrics.Metric;
import org.llmrec.metrics.Ties;

/**
 * What is compared with what, on what, by which rules. Immutable; made by {@link ExperimentFile}.
 *
 * @param file where it is written
 * @param name for files and headings: letters, digits, {@code . _ -}
 * @param data the catalogue, who liked what, and the recorded answers
 * @param protocol by which the positives are cut
 * @param seeds one split and one fit of every model for each; at least one, none twice
 * @param splitFiles a folder with splits that are there already, to be used instead of cutting
 * @param tuning how settings are chosen
 * @param metrics reported; the first is the one the leaderboard is sorted by
 * @param cuts of the curves by cut, ascending
 * @param ties how equal scores are ranked
 * @param candidates which ranking the leaderboard shows
 * @param baseline the name of the model that every other is compared with
 * @param encoder a known encoder model's name, or a model folder
 * @param llm the language model that reranks, if one does
 * @param models in the file's order, names unique
 * @param expectations what is promised of the figures
 */
public record Experiment(
    Path file,
    String name,
    DataSpec data,
    Protocol protocol,
    List<Long> seeds,
    Optional<Path> splitFiles,
    Tuning tuning,
    List<Metric> metrics,
    List<Integer> cuts,
    Ties ties,
    Candidates candidates,
    String baseline,
    String encoder,
    Optional<LlmSpec> llm,
    List<ModelSpec> models,
    List<Expectation> expectations) {

  /** With as many seeds the spread between them can be trusted. */
  public static final int ENOUGH_SEEDS = 5;

  /** Copies the lists. */
  public Experiment {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(name, "name");
    seeds = List.copyOf(seeds);
    metrics = List.copyOf(metrics);
    cuts = List.copyOf(cuts);
    models = List.copyOf(models);
    expectations = List.copyOf(expectations);
  }

  /** The metric that the leaderboard is sorted by. */
  public Metric primary() {
    return metrics.get(0);
  }

  /** The folder that paths in the file are relative to. */
  public Path folder() {
    return file.toAbsolutePath().normalize().getParent();
  }
}
