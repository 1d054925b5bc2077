package org.llmrec.lab.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.experiment.ModelSpec;
import org.llmrec.lab.external.ExternalScores;
import org.llmrec.lab.run.evaluate.Evaluator;
import org.llmrec.lab.run.evaluate.Evaluator.Phase;
import org.llmrec.lab.run.evaluate.Fit;
import org.llmrec.lab.run.evaluate.Measures;
import org.llmrec.lab.run.store.ResultStore;
import org.llmrec.lab.run.store.StoreKey;
import org.llmrec.lab.run.store.StoredRun;
import org.llmrec.metrics.Metric;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.TextVectors;

/** Fits and judges, unless the store has it already. Thread-safe. */
final class TrialRunner {
  private final Experiment experiment;
  private final List<ProtocolSplit> splits;
  private final Encoders encoders;
  private final MethodSource methods;
  private final ResultStore store;
  private final RunOptions options;
  private final String code;
  private final Measures tuningMeasures;
  private final Measures testMeasures;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();
  private final Map<String, String> dataHashes = new ConcurrentHashMap<>();

  TrialRunner(
      Experiment experiment,
      List<ProtocolSplit> splits,
      Encoders encoders,
      MethodSource methods,
      ResultStore store,
      RunOptions options,
      String code) {
    this.experiment = experiment;
    this.splits = splits;
    this.encoders = encoders;
    this.methods = methods;
    this.store = store;
    this.options = options;
    this.code = code;
    this.tuningMeasures = new Measures(List.of(experiment.tuning().metric()), List.of());
    this.testMeasures = new Measures(experiment.metrics(), experiment.cuts());
  }

  /**
   * A run with its key.
   *
   * @param stored whether it was there already
   */
  record Done(StoreKey key, StoredRun run, boolean stored) {}

  /** What is measured on the test. */
  Measures measures() {
    return testMeasures;
  }

  /** Judges a point of the grid on one split's validation. */
  Done validate(ModelSpec.Fitted model, Map<String, Object> point, int split) throws Exception {
    Method method = methods.of(model, point, splits.get(split));
    return run(model, method, Phase.VALIDATION, split, Optional.empty());
  }

  /**
   * Judges the chosen point on one split's test.
   *
   * @param tuned the chosen point's run on validation, by which it is refitted; empty where the
   *     test is fitted as validation was
   */
  Done test(ModelSpec.Fitted model, Map<String, Object> point, int split, Optional<Done> tuned)
      throws Exception {
    Method method = methods.of(model, point, splits.get(split));
    if (tuned.isPresent()) {
      method = method.refit(new StoredFit(tuned.get().run()));
    }
    return run(model, method, Phase.TEST, split, tuned.map(Done::key));
  }

  private Done run(
      ModelSpec.Fitted model, Method method, Phase phase, int split, Optional<StoreKey> tuned)
      throws Exception {
    StoreKey key = key(phase, split).with("method", model.method()).withSettings(method.settings());
    if (method.usesSeed()) {
      key = key.with("seed", experiment.seeds().get(split));
    }
    if (tuned.isPresent()) {
      key = key.with("refitted after", tuned.get().hash());
    }
    if (model.text().isPresent()) {
      Arms arms = encoders.of(model);
      Arms.Prepared texts = arms.texts(model.text().get(), splits.get(split));
      key =
          key.with("text", model.text().get().name())
              .with("texts", texts.hash())
              .with("encoder", arms.encoderSha256());
    }
    StoreKey whole = key;
    return once(whole, () -> fitAndJudge(whole, model, method, phase, split));
  }

  private StoredRun fitAndJudge(
      StoreKey key, ModelSpec.Fitted model, Method method, Phase phase, int split)
      throws Exception {
    long begun = System.nanoTime();
    TrainingData training = phase.training(splits.get(split));
    Optional<TextVectors> texts = Optional.empty();
    if (method.usesText()) {
      texts =
          Optional.of(
              encoders
                  .of(model)
                  .vectors(model.text().orElseThrow(), splits.get(split))
                  .checkedFor(training));
    }
    Path scratch = options.out().resolve("scratch").resolve(key.hash());
    AtomicFiles.deleteTree(scratch);
    Files.createDirectories(scratch);
    FitContext context =
        new FitContext(
            experiment.seeds().get(split), options.threads(), texts, scratch, Progress.silent());
    try (Fit fit = Fit.of(method, training, context)) {
      return judge(key, model.name(), method.settings(), fit, phase, split, begun, List.of());
    } catch (ConfigException e) {
      throw new ConfigException(e.code(), model.name() + ": " + e.getMessage(), e);
    } finally {
      AtomicFiles.deleteTree(scratch);
    }
  }

  /** Judges scores that were made elsewhere, on one split's test. */
  Done test(ModelSpec.External model, int split) throws Exception {
    ProtocolSplit cut = splits.get(split);
    refuseOneForMany(model);
    Path file = Path.of(model.run(experiment.seeds().get(split)));
    ExternalScores scores = ExternalScores.read(file, cut);
    StoreKey key = key(Phase.TEST, split).with("method", "run").with("scores", scores.fileHash());
    return once(
        key,
        () -> {
          long begun = System.nanoTime();
          try (Fit fit = Fit.elsewhere(scores, Phase.TEST.training(cut))) {
            return judge(
                key, model.name(), Map.of(), fit, Phase.TEST, split, begun, scores.notes());
          }
        });
  }

  /** One file of scores serves several seeds only where they cut the same split. */
  private void refuseOneForMany(ModelSpec.External model) {
    long different = splits.stream().map(ProtocolSplit::hash).distinct().count();
    if (!model.perSeed() && different > 1) {
      throw new ConfigException(
          DataCode.SPLIT_MISMATCH,
          model.name()
              + ": expected a file of scores for each seed, as the seeds cut "
              + different
              + " different splits, found one for all; write "
              + ModelSpec.External.SEED
              + " where the seed stands in the path");
    }
  }

  private StoredRun judge(
      StoreKey key,
      String name,
      Map<String, Object> settings,
      Fit fit,
      Phase phase,
      int split,
      long begun,
      List<String> notes)
      throws Exception {
    Evaluator evaluator =
        new Evaluator(
            splits.get(split),
            phase == Phase.TEST ? testMeasures : tuningMeasures,
            experiment.ties(),
            options.sampledNegatives());
    Evaluator.Outcome outcome = evaluator.evaluate(name, fit, phase, options.threads());
    return new StoredRun(
        key.facts(),
        code,
        settings,
        fit.seconds(),
        outcome.microsPerCase(),
        (System.nanoTime() - begun) / 1e9,
        fit.facts(),
        fit.curve(),
        notes,
        outcome.cases());
  }

  /** What is the same for every model. */
  private StoreKey key(Phase phase, int split) {
    ProtocolSplit cut = splits.get(split);
    TrainingData training = phase.training(cut);
    String data =
        dataHashes.computeIfAbsent(phase + " " + split, absent -> TrainingHash.of(training));
    Measures measures = phase == Phase.TEST ? testMeasures : tuningMeasures;
    StoreKey key =
        StoreKey.of(
            Map.of(
                "evaluator", Integer.toString(Evaluator.VERSION),
                "split", cut.hash(),
                "data", data,
                "phase", phase.name(),
                "metrics", String.join(" ", measures.all().stream().map(Metric::label).toList()),
                "reported", Integer.toString(measures.reported().size()),
                "ties", experiment.ties().name()));
    return options.sampledNegatives() == 0
        ? key
        : key.with("sampled", options.sampledNegatives() + " by " + cut.options().seed());
  }

  private interface Work {
    StoredRun run() throws Exception;
  }

  /** Two models may be the same system: the second finds what the first left. */
  private Done once(StoreKey key, Work work) throws Exception {
    synchronized (locks.computeIfAbsent(key.hash(), hash -> new Object())) {
      Optional<StoredRun> known = options.fresh() ? Optional.empty() : store.find(key);
      if (known.isPresent()) {
        return new Done(key, known.get(), true);
      }
      StoredRun made = work.run();
      store.put(key, made);
      return new Done(key, made, false);
    }
  }
}
