package org.llmrec.rank.foreign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.rank.foreign.Rankers.Proto;
import org.llmrec.rank.onnx.OnnxGraph;

/** Which rankers are imported, which are refused, and what becomes of a damaged one. */
class ForeignBundleTest {
  private static final ForeignSchema A = Rankers.schema(List.of("a"), Map.of());

  @TempDir Path folder;

  private void refused(byte[] graph, ForeignSchema schema, String... said) {
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> Rankers.bundle(folder, graph, schema));
    for (String each : said) {
      assertTrue(refusal.getMessage().contains(each), refusal.getMessage());
    }
  }

  @Test
  void aColumnThatIsNotOfferedIsNamed() {
    refused(
        Rankers.linear(1, 1).bytes(),
        Rankers.schema(List.of("a", "moods"), Map.of()),
        "schema.yaml",
        "\"moods\"",
        "llmrec ranker columns");
  }

  @Test
  void aColumnThatNoRequestOfTheSchemaHasIsNamed() {
    refused(
        Rankers.linear(1).bytes(),
        Rankers.schema(List.of("typed"), Map.of()),
        "\"typed\"",
        "requests to search");
    refused(
        Rankers.linear(1, 1).bytes(),
        Rankers.schema(
            List.of(new RankerInput.Vector("features", RankerVector.QUERY_VECTOR, 2)), Map.of()),
        "query vector",
        "requests to search");
  }

  @Test
  void aVectorOfAnotherWidthOrOfNoneIsNamed() {
    refused(
        Rankers.linear(1, 1, 1).bytes(),
        Rankers.schema(
            List.of(new RankerInput.Vector("features", RankerVector.ITEM_TEXT_VECTOR, 3)),
            Map.of()),
        "item text vector of width 2",
        "found width 3");
    refused(
        Rankers.linear(1, 1).bytes(),
        Rankers.schema(
            List.of(new RankerInput.Vector("features", RankerVector.ITEM_VECTOR, 2)), Map.of()),
        "found item vector, which it has not");
  }

  @Test
  void anInputOfAnotherWidthTypeOrNameIsNamed() {
    refused(
        Rankers.linear(1, 1).bytes(),
        A,
        "input features: expected float32 [K, 1]",
        "found float32 [-1, 2]");
    OnnxGraph closed = new OnnxGraph("none");
    closed.scores("scores", closed.constant("zero", new float[1], 1, 1));
    refused(
        Proto.port("features", 7, 0, 1).behind(closed, 11),
        A,
        "input features: expected float32 [K, 1]",
        "found int64 [-1, 1]");
    refused(Proto.port("features", 1, 5, 1).behind(closed, 11), A, "open K", "float32 [5, 1]");
    ForeignSchema other =
        Rankers.schema(List.of(new RankerInput.Columns("numbers", List.of("a"))), Map.of());
    refused(Rankers.linear(1).bytes(), other, "input numbers", "{features=float32 [-1, 1]}");
  }

  @Test
  void anInputThatNothingIsSaidOfIsNamed() {
    refused(
        Proto.port("mask", 1, 0, 3).behind(Rankers.linear(1), 11),
        A,
        "input mask",
        "what it is fed with");
  }

  @Test
  void anOutputThatIsNotThereOrOfSeveralColumnsIsNamed() throws IOException {
    ForeignSchema other =
        new ForeignSchema("theirs", A.uses(), A.inputs(), "logits", OptionalInt.empty(), Map.of());
    refused(Rankers.linear(1).bytes(), other, "output logits", "{scores=float32 [-1]}");
    byte[] two = Proto.port("scores", 1, 0, 2).behind(new OnnxGraph("two"), 12);
    byte[] whole = Proto.port("features", 1, 0, 1).behind(new OnnxGraph("two"), 11);
    byte[] both = Arrays.copyOf(whole, whole.length + two.length);
    System.arraycopy(two, 0, both, whole.length, two.length);
    refused(both, A, "output scores", "the schema to say which", "float32 [-1, 2]");
    ForeignSchema third =
        new ForeignSchema("theirs", A.uses(), A.inputs(), "scores", OptionalInt.of(2), Map.of());
    refused(both, third, "a column 2");
  }

  @Test
  void scoresThatAreNotFiniteAreRefusedWithWhatWasMissing() {
    refused(
        Rankers.linear(Float.NaN).bytes(), A, "found NaN of one with ordinary numbers", "weights");
    refused(
        Rankers.linear(1, 1).bytes(),
        Rankers.schema(List.of("a", "b"), Map.of()),
        "found NaN where \"b\" is missing",
        "missing: {NAME: 0}");
    refused(
        Rankers.linear(1, 1).bytes(),
        Rankers.schema(
            List.of(new RankerInput.Vector("features", RankerVector.ITEM_TEXT_VECTOR, 2)),
            Map.of()),
        "found NaN where \"item text vector\" is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../weights", "/etc/hostname", "sub/weights", "ranker.onnx", "absent"})
  void aGraphThatLoadsWhatDoesNotLieBesideItIsRefused(String wanted) throws IOException {
    Path given = Files.createDirectories(folder.resolve("theirs"));
    Files.createDirectories(given.resolve("sub"));
    for (Path file : List.of(folder.resolve("weights"), given.resolve("sub/weights"))) {
      Files.write(file, new byte[16]);
    }
    Files.write(given.resolve("ranker.onnx"), new byte[16]);
    Path onnx =
        Files.write(
            given.resolve("theirs.onnx"), Proto.outside(wanted).behind(Rankers.linear(1), 5));
    String message =
        assertThrows(ConfigException.class, () -> Rankers.bundle(folder, onnx, A)).getMessage();
    assertTrue(message.contains("theirs.onnx: the model loads \"" + wanted + "\""), message);
  }

  @Test
  void weightsBesideTheGraphTravelWithIt() throws IOException {
    Path given = Files.createDirectories(folder.resolve("theirs"));
    Files.write(given.resolve("weights.bin"), new byte[16]);
    Path onnx =
        Files.write(
            given.resolve("theirs.onnx"),
            Proto.outside("weights.bin").behind(Rankers.linear(1), 5));
    Path bundle = Rankers.bundle(folder, onnx, A);
    ForeignRanker.open(bundle, Rankers.OFFER).close();
    Files.write(bundle.resolve("weights.bin"), new byte[] {1});
    damaged(bundle, "weights.bin");
  }

  @Test
  void whatIsCutIsNoModel() throws IOException {
    byte[] whole = Rankers.linear(1).bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(LlmrecException.class, () -> Rankers.bundle(folder, cut, A));
    }
  }

  private void damaged(Path bundle, String file) {
    String message =
        assertThrows(
                CorruptFileException.class, () -> ForeignRanker.open(bundle, Rankers.OFFER).close())
            .getMessage();
    assertTrue(message.contains(file), message);
  }

  @Test
  void aBitThatFlippedAfterImportIsFoundBeforeTheGraphIsLoaded() throws IOException {
    long seed = 20261128;
    SplittableRandom random = new SplittableRandom(seed);
    Path bundle = Rankers.bundle(folder, Rankers.linear(1).bytes(), A);
    for (String name : List.of("ranker.onnx", "schema.json", "manifest.json")) {
      Path file = bundle.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int round = 0; round < 20; round++) {
        byte[] flipped = whole.clone();
        flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(7));
        Files.write(file, flipped);
        damaged(bundle, name);
      }
      Files.write(file, Arrays.copyOf(whole, whole.length - 1));
      if (!name.equals("manifest.json")) {
        damaged(bundle, name);
        Files.delete(file);
        damaged(bundle, name);
      }
      Files.write(file, whole);
    }
    ForeignRanker.open(bundle, Rankers.OFFER).close();
  }

  @Test
  void aColumnThatIsGoneWhenItIsOpenedIsNamedWithTheWayOut() throws IOException {
    Path bundle = Rankers.bundle(folder, Rankers.linear(1).bytes(), A);
    Offer later = new Offer(List.of(), Map.of());
    String message =
        assertThrows(ConfigException.class, () -> ForeignRanker.open(bundle, later)).getMessage();
    assertTrue(message.contains("\"a\"") && message.contains("llmrec ranker remove"), message);
  }

  @Test
  void equalRankersGiveEqualBytes() throws IOException {
    Path first = Rankers.bundle(folder, Rankers.linear(1).bytes(), A);
    Path second = Rankers.bundle(folder, Rankers.linear(1).bytes(), A);
    try (Stream<Path> files = Files.list(first)) {
      for (Path file : files.toList()) {
        assertArrayEquals(
            Files.readAllBytes(file), Files.readAllBytes(second.resolve(file.getFileName())));
      }
    }
  }

  @Test
  void aSchemaIsReadAsItWasWritten() throws IOException {
    ForeignSchema schema =
        new ForeignSchema(
            "theirs",
            List.of(Use.SEARCH, Use.RECOMMEND),
            List.of(
                new RankerInput.Columns("features", List.of("a", "b")),
                new RankerInput.Vector("user", RankerVector.USER_VECTOR, 2)),
            "scores",
            OptionalInt.empty(),
            Map.of("b", 1.5f));
    OnnxGraph graph = Rankers.linear(1, 1);
    graph.row("user", 2);
    Path bundle = Rankers.bundle(folder, graph.bytes(), schema);
    assertEquals(schema, ForeignBundle.schema(bundle));
    assertEquals(List.of(Use.RECOMMEND, Use.SEARCH), schema.uses());
  }

  @Test
  void aSchemaThatContradictsItselfIsRefused() {
    RankerInput input = new RankerInput.Columns("features", List.of("a"));
    for (Map<String, Float> missing :
        List.of(Map.of("b", 1f), Map.of("a", Float.POSITIVE_INFINITY), Map.of("a", Float.NaN))) {
      assertThrows(IllegalArgumentException.class, () -> Rankers.schema(List.of(input), missing));
    }
    assertThrows(
        IllegalArgumentException.class, () -> Rankers.schema(List.of(input, input), Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> Rankers.schema(List.<RankerInput>of(), Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ForeignSchema(
                "../x", A.uses(), A.inputs(), "scores", OptionalInt.empty(), Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ForeignSchema("x", List.of(), A.inputs(), "scores", OptionalInt.empty(), Map.of()));
  }
}
