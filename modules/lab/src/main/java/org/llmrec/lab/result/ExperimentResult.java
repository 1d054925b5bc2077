package org.llmrec.lab.result;

import java.util.List;
import java.util.Objects;

/**
 * Everything a report shows of one experiment. Also the shape of {@code results.json}.
 *
 * @param name of the experiment
 * @param setup under which everything was measured
 * @param models the leaderboard, best first by the primary metric
 * @param comparisons every model with the baseline, per metric, paired over users or queries
 * @param gains what enrichment brought, whatever its sign
 * @param expectations what the experiment file promised and what was found
 * @param examples cases to look at
 * @param notes what a reader has to know, in sentences
 * @param spreads who gains and who loses against the baseline, by the primary metric
 */
public record ExperimentResult(
    String name,
    Setup setup,
    List<ModelResult> models,
    List<Comparison> comparisons,
    List<Gain> gains,
    List<ExpectedOutcome> expectations,
    List<Example> examples,
    List<String> notes,
    List<Spread> spreads) {
  /** Copies the lists. */
  public ExperimentResult {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(setup, "setup");
    models = List.copyOf(models);
    comparisons = List.copyOf(comparisons);
    gains = List.copyOf(gains);
    expectations = List.copyOf(expectations);
    examples = List.copyOf(examples);
    notes = List.copyOf(notes);
    spreads = List.copyOf(spreads);
  }

  /** Without spreads. */
  public ExperimentResult(
      String name,
      Setup setup,
      List<ModelResult> models,
      List<Comparison> comparisons,
      List<Gain> gains,
      List<ExpectedOutcome> expectations,
      List<Example> examples,
      List<String> notes) {
    this(name, setup, models, comparisons, gains, expectations, examples, notes, List.of());
  }

  /** Whether every promise was kept. */
  public boolean asExpected() {
    return expectations.stream().allMatch(ExpectedOutcome::met);
  }
}
