package org.llmrec.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.llmrec.core.Progress;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.experiment.Grid;
import org.llmrec.lab.experiment.ModelSpec;
import org.llmrec.lab.run.evaluate.CaseOutcome;
import org.llmrec.lab.run.evaluate.Workers;
import org.llmrec.lab.run.store.StoreKey;
import org.llmrec.lab.run.store.StoredRun;
import org.llmrec.lab.run.summary.CaseIndex;
import org.llmrec.train.method.Method;

/**
 * Makes all fits of an experiment: first what every model may try on validation, then each model's
 * choice on the test of every seed.
 */
final class Bench {
  private final Experiment experiment;
  private final List<ProtocolSplit> splits;
  private final TrialRunner runner;
  private final RunOptions options;
  private final boolean refitted;
  private final List<Attempts> attempts = new ArrayList<>();

  Bench(
      Experiment experiment,
      List<ProtocolSplit> splits,
      TrialRunner runner,
      MethodSource methods,
      RunOptions options) {
    this.experiment = experiment;
    this.splits = splits;
    this.runner = runner;
    this.options = options;
    ProtocolSplit first = splits.get(0);
    this.refitted = !first.tuning().hash().equals(first.testing().hash());
    for (ModelSpec model : experiment.models()) {
      attempts.add(
          model instanceof ModelSpec.Fitted fitted ? attempts(fitted, methods, first) : null);
    }
  }

  private Attempts attempts(ModelSpec.Fitted model, MethodSource methods, ProtocolSplit first) {
    Method method = methods.of(model, model.settings(), first);
    Grid grid =
        Grid.of(
            model.settings(),
            model.grid(),
            method.settings(),
            experiment.tuning().trials(),
            experiment.seeds().get(0));
    return new Attempts(
        model, grid, method.usesText(), experiment.tuning(), experiment.seeds(), refitted);
  }

  /** What the model of that number tried; null for scores made elsewhere. */
  Attempts attempts(int model) {
    return attempts.get(model);
  }

  /** Whether a model reads vectors of texts. */
  boolean usesText(int model) {
    return attempts.get(model) != null && attempts.get(model).usesText();
  }

  /** Makes one fit, or finds it in the store; says what came of it. */
  private interface Job {
    Said run() throws Exception;
  }

  private record Said(TrialRunner.Done done, String sentence) {}

  /**
   * Makes all fits that the store lacks.
   *
   * @return per model the keys of its test runs, one a seed
   */
  List<List<StoreKey>> run() throws Exception {
    List<Job> tuning = new ArrayList<>();
    for (Attempts tried : attempts) {
      if (tried != null) {
        for (int split : tried.splits()) {
          for (int point = 0; point < tried.grid().points().size(); point++) {
            tuning.add(validation(tried, split, point));
          }
        }
      }
    }
    StoreKey[][] keys = new StoreKey[experiment.models().size()][splits.size()];
    List<Job> testing = new ArrayList<>();
    for (int model = 0; model < keys.length; model++) {
      for (int split = 0; split < splits.size(); split++) {
        testing.add(test(keys, model, split));
      }
    }
    try (Progress.Task task =
        options.progress().start("fit", tuning.size() + testing.size(), "fits")) {
      run(tuning, task);
      run(testing, task);
    }
    List<List<StoreKey>> lists = new ArrayList<>();
    for (StoreKey[] bySplit : keys) {
      lists.add(List.of(bySplit));
    }
    return lists;
  }

  private void run(List<Job> jobs, Progress.Task task) throws Exception {
    Workers.run(
        "llmrec-fit",
        jobs.size(),
        options.jobs(),
        () ->
            number -> {
              Said said = jobs.get(number).run();
              if (!said.done().stored()) {
                task.note(said.sentence());
              }
              task.advance(1);
            });
  }

  private Job validation(Attempts tried, int split, int point) {
    return () -> {
      Map<String, Object> settings = tried.grid().points().get(point);
      TrialRunner.Done done = runner.validate(tried.model(), settings, split);
      StoredRun run = done.run();
      double value = mean(split, run.cases());
      tried.put(
          split,
          point,
          new Attempts.Attempt(
              run.settings(),
              value,
              run.seconds(),
              new TrialRunner.Done(done.key(), withoutCases(run), done.stored())));
      return new Said(
          done,
          String.format(
              Locale.ROOT,
              "%s %s, seed %d, validation: %s %.4f (%.1f s)",
              tried.model().name(),
              tuned(settings, tried.model().grid()),
              experiment.seeds().get(split),
              experiment.tuning().metric().label(),
              value,
              run.seconds()));
    };
  }

  private static String tuned(Map<String, Object> settings, Map<String, List<Object>> grid) {
    return grid.keySet().stream()
        .map(name -> name + "=" + settings.get(name))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Only what a refit needs: the cases of all trials would fill the memory. */
  private static StoredRun withoutCases(StoredRun run) {
    return new StoredRun(
        run.key(),
        run.code(),
        run.settings(),
        run.fitSeconds(),
        run.microsPerCase(),
        run.seconds(),
        run.facts(),
        run.curve(),
        run.notes(),
        List.of());
  }

  private double mean(int split, List<CaseOutcome> outcomes) {
    List<EvaluationCase> cases = splits.get(split).validationCases();
    double sum = 0;
    int count = 0;
    for (int c = 0; c < cases.size(); c++) {
      if (CaseIndex.counts(cases.get(c), experiment.candidates())) {
        sum += outcomes.get(c).values()[0];
        count++;
      }
    }
    return sum / count;
  }

  private Job test(StoreKey[][] keys, int model, int split) {
    return () -> {
      TrialRunner.Done done =
          switch (experiment.models().get(model)) {
            case ModelSpec.External external -> runner.test(external, split);
            case ModelSpec.Fitted fitted -> {
              Attempts tried = attempts.get(model);
              Map<String, Object> settings = tried.grid().points().get(tried.chosen(split));
              yield runner.test(fitted, settings, split, tried.refitBy(split));
            }
          };
      keys[model][split] = done.key();
      return new Said(
          done,
          String.format(
              Locale.ROOT,
              "%s, seed %d, test (%.1f s)",
              experiment.models().get(model).name(),
              experiment.seeds().get(split),
              done.run().seconds()));
    };
  }
}
