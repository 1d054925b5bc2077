package org.llmrec.lab.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.lab.arm.ArmTexts;
import org.llmrec.lab.arm.TextArm;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.experiment.ModelSpec;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.Example;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.result.Gain;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.run.evaluate.Evaluator;
import org.llmrec.lab.run.evaluate.Measures;
import org.llmrec.lab.run.store.ResultStore;
import org.llmrec.lab.run.store.StoreKey;
import org.llmrec.lab.run.store.StoredRun;
import org.llmrec.lab.run.summary.Beyond;
import org.llmrec.lab.run.summary.CaseIndex;
import org.llmrec.lab.run.summary.Comparisons;
import org.llmrec.lab.run.summary.Examples;
import org.llmrec.lab.run.summary.Expectations;
import org.llmrec.lab.run.summary.Gains;
import org.llmrec.lab.run.summary.Line;
import org.llmrec.lab.run.summary.LineMaker;
import org.llmrec.lab.run.summary.Nearness;
import org.llmrec.metrics.Metric;

/** Sums up what the store holds of an experiment, one model in memory at a time. */
final class Summary {
  private static final int EXAMPLES = 3;

  private final Experiment experiment;
  private final RunOptions options;
  private final ExperimentData data;
  private final List<ProtocolSplit> splits;
  private final Arms arms;
  private final ResultStore store;
  private final String code;
  private final List<String> notes = new ArrayList<>();
  private int otherCode;

  Summary(
      Experiment experiment,
      RunOptions options,
      ExperimentData data,
      List<ProtocolSplit> splits,
      Arms arms,
      ResultStore store,
      String code) {
    this.experiment = experiment;
    this.options = options;
    this.data = data;
    this.splits = splits;
    this.arms = arms;
    this.store = store;
    this.code = code;
  }

  ExperimentResult of(Bench bench, List<List<StoreKey>> keys, Measures measures) throws Exception {
    CaseIndex index = new CaseIndex(splits, experiment.candidates());
    Optional<VectorFile> texts = originalTexts(bench);
    notes(index, texts.isPresent());
    LineMaker maker = new LineMaker(index, measures, new Beyond(index, texts));
    List<Line> lines = new ArrayList<>();
    for (int model = 0; model < keys.size(); model++) {
      Attempts tried = bench.attempts(model);
      lines.add(
          maker.of(
              experiment.models().get(model),
              runs(keys.get(model)),
              tried == null ? List.of() : tried.trials(),
              tried == null ? List.of() : tried.warnings()));
    }
    List<String> metrics = measures.reported().stream().map(Metric::label).toList();
    Line baseline = line(lines, experiment.baseline());
    List<Comparison> comparisons = Comparisons.with(baseline, lines, metrics, options.processors());
    List<Gain> gains = Gains.of(lines, metrics.get(0), 0, options.processors());
    List<Example> examples =
        examples(lines, keys, gains, index, new Nearness(splits.get(0), texts));
    if (otherCode > 0) {
      notes.add(
          otherCode
              + " of the fits shown were made by another build of this software than the one that"
              + " sums them up; --fresh makes them anew.");
    }
    return new ExperimentResult(
        experiment.name(),
        Setups.of(experiment, data, index, options),
        ranked(lines),
        comparisons,
        gains,
        Expectations.of(experiment.expectations(), lines, metrics),
        examples,
        notes,
        Comparisons.spreads(baseline, lines, metrics.get(0)));
  }

  /** The vectors of the catalogue's own texts, where some model has them encoded anyway. */
  private Optional<VectorFile> originalTexts(Bench bench) throws IOException {
    boolean encoded = false;
    for (int model = 0; model < experiment.models().size(); model++) {
      encoded |=
          bench.usesText(model)
              && experiment.models().get(model) instanceof ModelSpec.Fitted fitted
              && fitted.encoder().isEmpty()
              && holdsOriginal(fitted.text().orElseThrow());
    }
    if (!encoded) {
      return Optional.empty();
    }
    TextArm original = TextArm.named(TextArm.ORIGINAL);
    return Optional.of(arms.vectors(original, splits.get(0)).fields().get(ArmTexts.DESCRIPTION));
  }

  private static boolean holdsOriginal(TextArm arm) {
    return !arm.texts().equals(TextArm.TITLE)
        && !arm.has(TextArm.Change.TFIDF)
        && !arm.has(TextArm.Change.ANONYMISED);
  }

  private void notes(CaseIndex index, boolean diversity) {
    if (options.sampledNegatives() > 0) {
      notes.add(
          "Sampled: every case ranks its relevant items among "
              + options.sampledNegatives()
              + " items drawn at random. Such figures can turn the order of two systems and must"
              + " not be compared with any other (Krichene and Rendle, KDD 2020).");
    }
    if (splits.size() < Experiment.ENOUGH_SEEDS) {
      notes.add(
          "Only "
              + splits.size()
              + (splits.size() == 1 ? " seed: " : " seeds: ")
              + "the spread between splits is not known well; take "
              + Experiment.ENOUGH_SEEDS
              + " or more.");
    }
    if (!index.balanced()) {
      notes.add(
          "Not everybody is asked equally often in every split: a mean is that of the seeds' means,"
              + " but intervals and differences weigh every user or query once, so a difference"
              + " need not be that of two means shown.");
    }
    notes.addAll(data.notes());
    notes.add(
        "Coverage and what stands beside it are of the first "
            + Evaluator.TOP
            + " items of each list; head items are the most popular that together hold half of"
            + " the training positives, cold items have none."
            + (diversity
                ? ""
                : " Intra-list diversity is left out, as no model has the original texts"
                    + " encoded."));
  }

  private List<StoredRun> runs(List<StoreKey> keys) throws IOException {
    List<StoredRun> runs = new ArrayList<>();
    for (StoreKey key : keys) {
      StoredRun run = run(key);
      otherCode += run.code().equals(code) ? 0 : 1;
      runs.add(run);
    }
    return runs;
  }

  private StoredRun run(StoreKey key) throws IOException {
    return store
        .find(key)
        .orElseThrow(
            () ->
                new LlmrecException(
                    FileCode.CACHE_DAMAGED,
                    store.file(key)
                        + ": expected a fit that was stored a moment ago, found none; run the"
                        + " experiment again"));
  }

  private static Line line(List<Line> lines, String name) {
    return lines.stream()
        .filter(line -> line.result().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<Example> examples(
      List<Line> lines,
      List<List<StoreKey>> keys,
      List<Gain> gains,
      CaseIndex index,
      Nearness nearness)
      throws IOException {
    Map<String, String> titles = new HashMap<>();
    data.items().forEach(item -> titles.put(item.id(), item.title()));
    Examples maker = new Examples(index, titles, nearness);
    List<Example> examples = new ArrayList<>();
    Optional<String> best =
        ranked(lines).stream()
            .map(ModelResult::name)
            .filter(name -> !name.equals(experiment.baseline()))
            .findFirst();
    if (best.isPresent()) {
      examples.addAll(examples(maker, best.get(), experiment.baseline(), keys, lines));
    }
    for (Gain gain : gains) {
      Comparison pair = gain.comparison();
      boolean shown =
          best.isPresent()
              && pair.model().equals(best.get())
              && pair.against().equals(experiment.baseline());
      if (gain.over().equals(Gains.ORIGINAL) && !gain.method().contains(" ") && !shown) {
        examples.addAll(examples(maker, pair.model(), pair.against(), keys, lines));
      }
    }
    return examples;
  }

  private List<Example> examples(
      Examples maker, String model, String against, List<List<StoreKey>> keys, List<Line> lines)
      throws IOException {
    return maker.of(
        model,
        run(keys.get(lines.indexOf(line(lines, model))).get(0)),
        against,
        run(keys.get(lines.indexOf(line(lines, against))).get(0)),
        experiment.primary().label(),
        EXAMPLES);
  }

  /** Best first; of equals in the order of the experiment. */
  private List<ModelResult> ranked(List<Line> lines) {
    String primary = experiment.primary().label();
    return lines.stream()
        .map(Line::result)
        .sorted(
            Comparator.comparingDouble((ModelResult model) -> -model.figures().get(primary).mean()))
        .toList();
  }
}
