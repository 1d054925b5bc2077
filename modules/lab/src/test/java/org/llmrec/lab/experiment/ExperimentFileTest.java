package org.llmrec.lab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.record.Format;
import org.llmrec.lab.arm.TextArm;
import org.llmrec.metrics.Metric;
import org.llmrec.metrics.Ties;

class ExperimentFileTest {
  private static final String SMALLEST =
      """
      name: small
      data: {catalogue: items.jsonl, interactions: ../ratings.csv, positive: all}
      protocol: a-train
      models: [{name: pop, method: popularity}]
      """;

  @TempDir Path folder;

  @Test
  void theSmallestExperimentGetsTheDefaults() throws IOException {
    Experiment e = read(SMALLEST);
    assertEquals("small", e.name());
    assertEquals(Protocol.A_TRAIN, e.protocol());
    assertEquals(folder.resolve("items.jsonl"), e.data().catalogue().path());
    assertEquals(folder.resolveSibling("ratings.csv"), e.data().interactions().path());
    assertEquals(new Feedback.Weights(), e.data().interactions().feedback());
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), e.seeds());
    assertEquals(
        List.of("ndcg@10", "precision@10", "recall@10", "map@10", "mrr", "hit@10"),
        e.metrics().stream().map(Metric::label).toList());
    assertEquals(new Tuning(Metric.named("ndcg@10"), 12, Tuning.On.FIRST), e.tuning());
    assertEquals(List.of(1, 5, 10, 20, 50, 100), e.cuts());
    assertEquals(Ties.EXPECTED, e.ties());
    assertEquals("pop", e.baseline());
    assertEquals("all-minilm-l6-v2", e.encoder());
    assertEquals(Optional.empty(), e.splitFiles());
    assertEquals(List.of(), e.expectations());
  }

  @Test
  void everythingCanBeSet() throws IOException {
    Experiment e =
        read(
            """
            name: all-of-it
            data:
              format: movielens
              path: ml
              catalogue: richer.jsonl
              catalogue-map: {id: movie}
              positive: 3.5
              answers: [a.jsonl, b.jsonl]
              prompts: [rec-tag]
              only-answered: true
            protocol: cold-items
            seeds: [4, 2]
            split-files: splits
            tuning: {metric: recall@20, trials: 3, on: each}
            metrics: [map, auc]
            cuts: [10, 3]
            ties: trec
            candidates: held-out
            baseline: ease
            models:
              - {name: ease, method: ease, grid: {lambda: [10, 30.5]}}
              - name: text
                method: content-knn
                texts: [original, all/placebo]
              - {name: theirs, run: "runs/x-{seed}.trec"}
            expect:
              - {model: ease, metric: map, value: 0.1, tolerance: 0.02}
              - {gain: all/placebo, over: original, method: content-knn, metric: auc, at-least: -1}
            """);
    assertEquals(Format.MOVIELENS, e.data().interactions().format());
    assertEquals(
        folder.resolve("ml/ratings.csv"), e.data().interactions().path().resolve("ratings.csv"));
    assertEquals(folder.resolve("richer.jsonl"), e.data().catalogue().path());
    assertEquals(Map.of("id", "movie"), e.data().catalogue().columns());
    assertEquals(new Feedback.Threshold(3.5), e.data().interactions().feedback());
    assertEquals(List.of(folder.resolve("a.jsonl"), folder.resolve("b.jsonl")), e.data().answers());
    assertTrue(e.data().onlyAnswered());
    assertEquals(List.of(4L, 2L), e.seeds());
    assertEquals(Tuning.On.EACH, e.tuning().on());
    assertEquals(List.of(3, 10), e.cuts());
    assertEquals(Candidates.HELD_OUT, e.candidates());
    assertEquals(
        List.of("ease", "text original", "text all/placebo", "theirs"),
        e.models().stream().map(ModelSpec::name).toList());
    ModelSpec.Fitted ease = (ModelSpec.Fitted) e.models().get(0);
    assertEquals(Map.of("lambda", List.of(10L, 30.5)), ease.grid());
    ModelSpec.Fitted placebo = (ModelSpec.Fitted) e.models().get(2);
    assertEquals(Optional.of(TextArm.named("all/placebo")), placebo.text());
    ModelSpec.External theirs = (ModelSpec.External) e.models().get(3);
    assertEquals(folder.resolve("runs/x-4.trec").toString(), theirs.run(4));
    assertTrue(theirs.perSeed());
    assertInstanceOf(Expectation.OfGain.class, e.expectations().get(1));
  }

  @Test
  void theFolderOfADataSetIsBothAndNeedsNoFormat() throws IOException {
    Experiment e =
        read(
            SMALLEST.replace(
                "{catalogue: items.jsonl, interactions: ../ratings.csv, positive: all}",
                "{path: ml-1m, positive: 4}"));
    assertEquals(folder.resolve("ml-1m"), e.data().catalogue().path());
    assertEquals(folder.resolve("ml-1m"), e.data().interactions().path());
    assertEquals(Format.AUTO, e.data().interactions().format());
  }

  @Test
  void searchMethodsReadTheOriginalTextUnlessToldOtherwise() throws IOException {
    Experiment e =
        read(
            """
            name: search
            data: {catalogue: i.jsonl, interactions: r.csv, positive: 4, queries: tags.csv}
            protocol: search
            models:
              - {name: bm25, method: bm25, grid: {k1: [0.9, 1.2]}}
              - {name: dense, method: dense, text: rec-tag}
            """);
    assertEquals(
        List.of(Optional.of(TextArm.named("original")), Optional.of(TextArm.named("rec-tag"))),
        e.models().stream().map(m -> ((ModelSpec.Fitted) m).text()).toList());
    assertEquals(
        Optional.of(new DataSpec.QuerySource.Tags(folder.resolve("tags.csv"), 3)),
        e.data().queries());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "seed: [1]|line 5: unknown key \"seed\"; did you mean 'seeds'?",
        "seeds: [1, 1]|line 5: seeds: expected each once, found 1 twice",
        "seeds: []|seeds: expected at least one",
        "metrics: [ndcg@ten]|line 5: metrics: expected a whole number from 1 on after @",
        "metrics: [nice@10]|metrics: expected a metric such as ndcg@10",
        "cuts: [0]|cuts: expected numbers from 1 to",
        "ties: random|ties: expected one of [expected, trec], found \"random\"",
        "baseline: ppo|baseline: expected the name of a model, found \"ppo\"; did you mean 'pop'?",
        "encoder: tiny|encoder: expected one of [all-minilm-l6-v2, all-minilm-l6-v2-q, bge-small-en-v15-q, e5-small-v2-q] or a folder",
        "tuning: {trials: 0}|line 5: tuning.trials: expected a number from 1 to",
        "tuning: {on: last}|tuning.on: expected one of [first, each]",
        "candidates: held-out|candidates: held-out goes with protocol cold-items only",
        "expect: [{model: pop, metric: ndcg@10}]|expect[0]: expected value with a number",
        "expect: [{model: pop, metric: map@7, value: 1, tolerance: 0}]|expect[0].metric: expected one of",
        "expect: [{model: nope, metric: mrr, value: 1, tolerance: 0}]|expect[0].model: expected one of",
        "expect: [{gain: all, over: original, method: x, metric: mrr}]|expected a model of method x",
        "expect: [{metric: mrr}]|expect[0]: expected either model (a figure) or gain",
      })
  void whatIsNotUnderstoodIsNamed(String extra, String expected) {
    refused(SMALLEST + extra + "\n", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{name: x}|models[0]: expected either method (one of ours) or run",
        "{name: x, method: eese}|models[0].method: expected one of [alpha-rec, bm25, bpr,",
        "{name: x, method: ease, settings: {lamda: 3}}|models[0].settings: ease: expected settings among [lambda",
        "{name: x, method: ease, grid: {lambda: [1, -3]}}|models[0].grid: ease.lambda: expected a number in",
        "{name: x, method: ease, settings: {lambda: 1}, grid: {lambda: [2]}}|lambda stands under settings as well",
        "{name: x, method: ease, text: original}|expected no text, as ease reads none",
        "{name: x, method: content-knn}|expected text, such as original, as content-knn reads texts",
        "{name: x, method: content-knn, text: orignal}|models[0].text: texts: expected one of",
        "{name: x, method: content-knn, text: original/placebo}|has no answers that a placebo could deal",
        "{name: x, method: content-knn, text: all, texts: [all]}|expected either text (one) or texts",
        "{name: x, method: bm25}|expected bm25 with protocol search only",
        "{name: x, run: a.trec, text: all}|models[0].text: does not go with run",
        "{name: x, method: ease, encoder: all-minilm-l6-v2-q}|models[0].encoder: expected text beside it",
        "{name: x, method: content-knn, text: all, encoder: tiny}|models[0].encoder: expected one of",
        "{name: x, method: random}, {name: x, method: random}|expected another name than \"x\" again",
        "|expected models to compare, found none",
      })
  void modelsThatCannotBeAreNamed(String models, String expected) {
    String text = SMALLEST.replace("{name: pop, method: popularity}", models == null ? "" : models);
    refused(text, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{catalogue: a, interactions: b}|data: expected positive: 4 (values from 4 on) or positive: all",
        "{catalogue: a, interactions: b, positive: some}|data.positive: expected a number or all",
        "{catalogue: a, interactions: b, path: c, positive: 4}|found both",
        "{catalogue: a, positive: 4}|found neither",
        "{interactions: b, positive: 4}|expected data.catalogue, found none",
        "{catalogue: a, interactions: b, positive: 4, queries: t}|expected judged queries with protocol search only",
        "{catalogue: a, interactions: b, positive: 4, clicks: c}|data.clicks: expected clicks with protocol search only",
        "{catalogue: a, interactions: b, positive: 4, queries: t, judgements: j}|expected one of queries, judgements, and",
        "{catalogue: a, interactions: b, positive: 4, prompts: [tags]}|did you mean 'tag'?",
        "{catalogue: a, interactions: b, positive: 4, only-answered: true}|expected answers to go by",
      })
  void dataThatCannotBeIsNamed(String data, String expected) {
    refused(
        SMALLEST.replace(
            "{catalogue: items.jsonl, interactions: ../ratings.csv, positive: all}", data),
        expected);
  }

  @Test
  void theCommittedExperimentsAreUnderstood() throws IOException {
    Path committed = Path.of(System.getProperty("llmrec.root")).resolve("benchmarks/experiments");
    List<Path> files;
    try (Stream<Path> all = Files.list(committed)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertTrue(files.size() >= 4, files::toString);
    for (Path file : files) {
      assertEquals(file.getFileName().toString(), ExperimentFile.read(file).name() + ".yaml");
    }
  }

  @Test
  void aMissingFileIsSaid() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> ExperimentFile.read(folder.resolve("none.yaml")));
    assertTrue(e.getMessage().contains("expected an experiment file, found none"));
  }

  private void refused(String text, String expected) {
    ConfigException e = assertThrows(ConfigException.class, () -> read(text), text);
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(e.getMessage().startsWith(folder.resolve("e.yaml") + ", line "), e.getMessage());
  }

  private Experiment read(String text) throws IOException {
    return ExperimentFile.read(Files.writeString(folder.resolve("e.yaml"), text));
  }
}
