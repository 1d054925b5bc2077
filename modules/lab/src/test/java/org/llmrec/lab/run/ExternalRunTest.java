package org.llmrec.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.llmrec.lab.run.Experiments.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.SplitFiles;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Methods;

/** What somebody fits on the written splits, and hands in as a file, is judged as our own. */
class ExternalRunTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"expected", "trec"})
  void theSameScoresGetTheSameFigures(String ties) throws IOException {
    String rest =
        """
        protocol: A-train
        seeds: [1, 2]
        ties: %s
        models:
          - {name: ours, method: popularity}
          - {name: as-run, run: "scores-{seed}.trec"}
          - {name: as-csv, run: "scores-{seed}.csv"}
        """
            .formatted(ties);
    Experiment experiment = Experiments.on(folder, rest);
    RunOptions options = RunOptions.in(folder.resolve("out"));
    for (Path split : ExperimentRun.writeSplits(experiment, options, folder.resolve("s"))) {
      export(SplitFiles.read(split));
    }
    ExperimentResult result = ExperimentRun.run(experiment, options);
    for (String name : List.of("as-run", "as-csv")) {
      assertEquals(model(result, "ours").figures(), model(result, name).figures());
      assertEquals(model(result, "ours").slices(), model(result, name).slices());
      assertEquals(model(result, "ours").beyond(), model(result, name).beyond());
      assertEquals("run", model(result, name).method());
    }
    for (Comparison c : result.comparisons()) {
      assertEquals(List.of(0.0, 0.0, 0.0), List.of(c.difference(), c.low(), c.high()));
    }
    assertEquals(List.of(), model(result, "as-csv").warnings());
    assertEquals(2, model(result, "as-run").warnings().size());
  }

  /** Scores every item, also what is masked: that is for the evaluation to take out. */
  private void export(ProtocolSplit split) throws IOException {
    long seed = split.options().seed();
    List<String> run = new ArrayList<>();
    List<String> csv = new ArrayList<>(List.of("# split " + split.hash(), "user,item,score"));
    FitContext context = new FitContext(seed, 1, Optional.empty(), folder, Progress.silent());
    try (FittedMethod fitted = Methods.of("popularity", Map.of()).fit(split.testing(), context)) {
      float[] scores = new float[split.items().size()];
      for (EvaluationCase asked : split.testCases()) {
        fitted.score(asked.asker(), scores);
        for (int item = 0; item < scores.length; item++) {
          String id = split.items().get(item);
          run.add(asked.id() + " Q0 " + id + " 1 " + scores[item] + " pop");
          csv.add(asked.id() + "," + id + "," + scores[item]);
        }
      }
    }
    Files.write(folder.resolve("scores-" + seed + ".trec"), run);
    Files.write(folder.resolve("scores-" + seed + ".csv"), csv);
  }

  @Test
  void oneFileForDifferentSplitsIsRefused() throws IOException {
    Files.writeString(folder.resolve("one.csv"), "u00,i01,1\n");
    String rest =
        """
        protocol: A-train
        seeds: [1, 2]
        models: [{name: theirs, run: one.csv}]
        """;
    ConfigException e = assertThrows(ConfigException.class, () -> run(rest));
    assertTrue(e.getMessage().contains("write {seed} where the seed stands"), e.getMessage());
  }

  @Test
  void oneFileServesSeedsThatCutTheSameSplit() throws IOException {
    Files.writeString(folder.resolve("one.csv"), "u00,i01,1\n");
    ExperimentResult result =
        run(
            """
            protocol: C
            seeds: [1, 2]
            models: [{name: theirs, run: one.csv}]
            """);
    assertEquals(2, model(result, "theirs").figures().get("ndcg@10").bySeed().size());
    assertTrue(
        model(result, "theirs").warnings().stream().anyMatch(w -> w.contains("have no list")));
  }

  private ExperimentResult run(String rest) throws IOException {
    return ExperimentRun.run(Experiments.on(folder, rest), RunOptions.in(folder.resolve("out")));
  }
}
