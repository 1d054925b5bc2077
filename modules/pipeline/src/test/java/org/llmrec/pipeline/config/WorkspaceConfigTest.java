package org.llmrec.pipeline.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.record.Format;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.cache.VectorCache;
import org.llmrec.retrieve.IndexOptions;
import org.llmrec.retrieve.Language;
import org.llmrec.retrieve.VectorEncoding;
import org.llmrec.train.TrainDevice;
import org.llmrec.train.TrainOptions;
import org.llmrec.train.TrainPrecision;

class WorkspaceConfigTest {
  private static final String SMALLEST =
      """
      catalogue:
        path: items.jsonl
      interactions:
        path: ../ratings.csv
        positive-from: 3.5
      """;

  @TempDir Path folder;

  @Test
  void theSmallestConfigurationGetsTheDefaults() throws IOException {
    WorkspaceConfig config = read(SMALLEST);
    assertEquals(folder.resolve("items.jsonl"), config.catalogue().path());
    assertEquals(Format.AUTO, config.catalogue().format());
    assertEquals(folder.resolveSibling("ratings.csv"), config.interactions().path());
    assertEquals(new Feedback.Threshold(3.5), config.interactions().feedback());
    assertEquals(Repeats.LATEST, config.interactions().repeats());
    assertEquals(List.of(), config.answers());
    assertEquals("all-minilm-l6-v2", config.encoder().model());
    assertEquals(EncoderOptions.defaults(), config.encoder().options());
    assertEquals(TrainOptions.defaults(), config.train());
    assertEquals(IndexOptions.defaults(), config.index());
  }

  @Test
  void everythingCanBeSet() throws IOException {
    WorkspaceConfig config =
        read(
            """
            catalogue: {path: /data/items.csv, format: csv, map: {id: sku, title: "the name"}}
            interactions:
              path: events.jsonl
              format: JSONL
              map:
                user: who
              events: {view: 1, buy: 5.5}
              repeats: sum
            answers:
              - path: a.jsonl
                independent-graphs: [cafe, 007]
              - path: b.jsonl
            encoder: {folder: models/mine, workers: 3, token-budget: 2_048}
            train: {seed: 7, device: "cuda:1", precision: float16}
            index: {language: German, vectors: int8, threads: 8}
            """);
    assertEquals(Path.of("/data/items.csv"), config.catalogue().path());
    assertEquals(Map.of("id", "sku", "title", "the name"), config.catalogue().columns());
    assertEquals(
        new Feedback.Events(Map.of("view", 1.0, "buy", 5.5)), config.interactions().feedback());
    assertEquals(Map.of("user", "who"), config.interactions().columns());
    assertEquals(Repeats.SUM, config.interactions().repeats());
    assertEquals(
        Map.of("answers 1", folder.resolve("a.jsonl"), "answers 2", folder.resolve("b.jsonl")),
        config.namedAnswers());
    assertEquals(Set.of("cafe", "007"), config.independentGraphs());
    assertEquals(Optional.of(folder.resolve("models/mine")), config.encoder().folder());
    assertEquals(new EncoderOptions(3, 2048), config.encoder().options());
    assertEquals(7, config.train().seed());
    assertEquals(TrainDevice.cuda(1), config.train().device());
    assertEquals(TrainPrecision.FLOAT16, config.train().precision());
    assertEquals(new IndexOptions(Language.GERMAN, VectorEncoding.INT8, 8), config.index());
  }

  @Test
  void theEncodersDeviceAndPlanAreChosen() throws IOException {
    EncoderOptions options =
        read(SMALLEST + "encoder: {device: prefer cuda:1, plan: auto, workers: 3}\n")
            .encoder()
            .options();
    assertEquals(
        new EncoderOptions(
            Device.prefer(Device.cuda(1)),
            EncoderOptions.Planning.AUTO,
            OptionalInt.of(3),
            OptionalInt.empty()),
        options);
  }

  @Test
  void vectorsAreKeptWhereOneSays() throws IOException {
    assertEquals(Optional.empty(), read(SMALLEST).encoder().cache());
    assertEquals(Optional.empty(), read(SMALLEST + "encoder: {cache: false}").encoder().cache());
    assertEquals(
        Optional.of(VectorCache.ofUser()),
        read(SMALLEST + "encoder: {cache: true}").encoder().cache());
    assertEquals(
        Optional.of(VectorCache.in(folder.resolve("kept"))),
        read(SMALLEST + "encoder: {cache: kept}").encoder().cache());
    assertThrows(ConfigException.class, () -> read(SMALLEST + "encoder: {cache: [a]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "catalog: {path: x}|line 1: unknown key \"catalog\"; did you mean 'catalogue'?",
        "train: {sead: 1}|line 1: unknown key \"train.sead\"; did you mean 'seed'?",
        "train: {seed: 1.5}|line 1: train.seed: expected a whole number, found 1.5",
        "train: {seed: yes it is}|train.seed: expected a whole number, found \"yes it is\"",
        "train: {seed: 99999999999999999999}|train.seed: expected a whole number, found 9999",
        "train: {device: gpu}|line 1: train.device: expected cpu, cuda or cuda:N, found \"gpu\"",
        "train: {precision: half}|train.precision: expected float32 or float16, found \"half\"",
        "train: [1]|train: expected a section, found a list",
        "encoder: {workers: 3000000000}|encoder.workers: expected a whole number of 32 bits",
        "encoder: {device: gpu}|encoder.device: encoder device: expected cpu, cuda, cuda:N",
        "encoder: {plan: fast}|encoder.plan: encoder plan: expected default or auto, found \"fast\"",
        "encoder: {workers: 0}|encoder: encoder workers: expected 1 to 256, found 0",
        "encoder: {model: tiny}|encoder.model: expected one of the known models [all-minilm-l6-v2, all-minilm-l6-v2-q, bge-small-en-v15-q, e5-small-v2-q] or a model in the store",
        "encoder: {model: all-minilm-l6-v2, folder: x}|expected a model or a folder, found both",
        "answers: a.jsonl|answers: expected a list of sections",
        "answers: [a.jsonl]|answers[0]: expected a section with [path, independent-graphs], found \"a.jsonl\"",
        "answers: [{path: a.jsonl, independent-graphs: [[x]]}]|independent-graphs",
        "answers: [{file: a.jsonl}]|unknown key \"answers[0].file\"",
        "index: {threads: 0}|line 1: index.threads: expected 1 to 1024, found 0",
        "index: {vectors: int7}|line 1: index.vectors: expected a coding of vectors among [float, int8, int4, bit], found 'int7'",
        "index: {language: [de]}|line 1: index.language: expected text, found a list",
        "index: {language: de}|line 1: index.language: expected a language among [english, none, german",
        "index: {vector: bit}|line 1: unknown key \"index.vector\"; did you mean 'vectors'?",
        "train: {seed: *x}|line 1",
        "\"train\": {}\\ntrain: {}|found \"train\" again",
      })
  void whatIsNotUnderstoodIsNamed(String extra, String expected) {
    String text = extra.replace("\\n", "\n") + "\n" + SMALLEST;
    ConfigException e = assertThrows(ConfigException.class, () -> read(text));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(e.getMessage().startsWith(folder.resolve("llmrec.yaml") + ", line "), e.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "positive-from: 4|weights: true|found positive-from and weights",
        "repeats: latest|format: csv|found none",
        "positive-from: four|format: csv|positive-from: expected a number, found \"four\"",
        "positive-from: .inf|format: csv|expected",
        "weights: false|format: csv|weights: expected true",
        "weights: 1|format: csv|weights: expected true or false, found 1",
        "events: {}|format: csv|expected event types with finite weights",
        "events: {view: much}|format: csv|interactions.events.view: expected a number",
        "weights: true|format: cvs|unknown format 'cvs'",
        "weights: true|repeats: lastest|did you mean 'latest'?",
        "weights: true|repeats: |interactions.repeats: expected text, found nothing",
      })
  void theMeaningOfInteractionsIsDeclaredOnce(String one, String two, String expected) {
    String text = "catalogue: {path: a}\ninteractions:\n  path: b\n  " + one + "\n  " + two + "\n";
    ConfigException e = assertThrows(ConfigException.class, () -> read(text));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(e.getMessage().startsWith(folder.resolve("llmrec.yaml") + ", line "), e.toString());
  }

  @Test
  void theLineIsTheKeysOwn() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> read(SMALLEST + "\n\n  positive-form: 3\n"));
    assertTrue(e.getMessage().contains("line 8: unknown key"), e.getMessage());
  }

  @Test
  void whatIsNoConfigurationAtAllIsSaid() throws IOException {
    for (String text :
        List.of("", "# nothing\n", "- a\n", "just text", "a: [", "a: b: c", "\t- x")) {
      ConfigException e = assertThrows(ConfigException.class, () -> read(text), text);
      assertTrue(e.getMessage().startsWith(folder.resolve("llmrec.yaml").toString()), text);
    }
    assertThrows(ConfigException.class, () -> read("a:\n" + "- ".repeat(200_000)));
    assertThrows(ConfigException.class, () -> read("x".repeat(2 << 20)));
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> WorkspaceConfig.read(folder.resolve("no/llmrec.yaml")));
    assertTrue(e.getMessage().contains("llmrec init"), e.getMessage());
  }

  @Test
  void damageIsRefusedOrUnderstoodAndNeverCrashes() throws IOException {
    long seed = 99;
    Random random = new Random(seed);
    byte[] whole = SMALLEST.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int round = 0; round < 1_000; round++) {
      byte[] damaged = whole.clone();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(folder.resolve("llmrec.yaml"), damaged);
      try {
        WorkspaceConfig.read(folder.resolve("llmrec.yaml"));
      } catch (ConfigException e) {
        String where = "seed " + seed + ", round " + round + ": " + e.getMessage();
        assertTrue(e.getMessage().startsWith(folder.resolve("llmrec.yaml").toString()), where);
      }
    }
  }

  private WorkspaceConfig read(String text) throws IOException {
    Path file = folder.resolve("llmrec.yaml");
    Files.writeString(file, text);
    return WorkspaceConfig.read(file);
  }
}
