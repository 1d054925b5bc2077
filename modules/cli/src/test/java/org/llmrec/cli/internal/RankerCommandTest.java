package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.rank.onnx.OnnxGraph;

/** A ranker of somebody's own, from its file to what is recommended, from the command line. */
class RankerCommandTest {
  private static final String HYBRID = "ranker: {hybrid: true}";
  private static final String TOWERS = "ranker: {hybrid: false}";

  @TempDir static Path folder;

  private static Path ws;

  @BeforeAll
  static void build() throws IOException {
    ws = folder.resolve("ws");
    ok(
        "init",
        ws,
        "--catalogue",
        Cli.sample("catalogue.jsonl"),
        "--interactions",
        Cli.sample("interactions.csv"));
    edit("# " + HYBRID, HYBRID);
    Path yaml = ws.resolve("llmrec.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replaceFirst("# dims: \\d+", "dims: 16")
            .replaceFirst("# hidden: \\d+", "hidden: 16")
            .replaceFirst("# max-epochs: \\d+", "max-epochs: 2"));
    ok("build", "-w", ws);
  }

  @AfterEach
  void remove() {
    ok("ranker", "remove", ws);
  }

  private static void edit(String before, String after) throws IOException {
    Path yaml = ws.resolve("llmrec.yaml");
    String text = Files.readString(yaml);
    assertTrue(text.contains(before), text);
    Files.writeString(yaml, text.replace(before, after));
  }

  private static Cli.Result ok(Object... arguments) {
    Cli.Result result = Cli.run(arguments);
    assertEquals(0, result.code(), result::toString);
    return result;
  }

  private static Path onnx(float... weights) throws IOException {
    OnnxGraph graph = new OnnxGraph("theirs");
    graph.rows("features", weights.length);
    String zero = graph.constant("zero", new float[1], 1);
    graph.scores("scores", graph.gemm("sum", "features", weights, 1, zero));
    return Files.write(folder.resolve("theirs.onnx"), graph.bytes());
  }

  private static Path schema(String columns, String uses, String missing) throws IOException {
    return Files.writeString(
        folder.resolve("schema.yaml"),
        "name: theirs\nfor: "
            + uses
            + "\ninputs:\n- {name: features, columns: ["
            + columns
            + "]}\noutput: {name: scores, higher-is-better: true}\nmissing: {"
            + missing
            + "}\n");
  }

  private static JsonNode recommended() {
    return ok("recommend", "-w", ws, "--history", "b001,b011", "--json").json();
  }

  private static List<String> ids(JsonNode response) {
    List<String> ids = new ArrayList<>();
    response.path("items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  private static boolean ranked(JsonNode response) {
    return response.toString().contains("\"FOREIGN\"");
  }

  private static String generation() {
    return ok("status", "-w", ws, "--json").json().path("generation").asText();
  }

  @Test
  void whatASchemaMayNameIsListed() {
    Cli.Result listed = ok("ranker", "columns", ws);
    for (String each :
        List.of(
            "source.co-engaged.rank",
            "stage.taste",
            "list.popularity",
            "item text vector",
            "384")) {
      assertTrue(listed.out().contains(each), listed::toString);
    }
    JsonNode json = ok("ranker", "columns", "-w", ws, "--json").json();
    assertTrue(json.path("columns").size() > 15, json::toString);
    assertEquals("user vector", json.at("/vectors/2/name").asText());
    assertEquals(16, json.at("/vectors/2/width").asInt());
  }

  @Test
  void anImportedRankerOrdersWhatIsRecommendedUntilItIsRemoved() throws IOException {
    JsonNode before = recommended();
    ok("ranker", "import", onnx(-1), "--schema", schema("stage.popularity", "recommend", ""), ws);
    JsonNode theirs = recommended();
    double last = Double.POSITIVE_INFINITY;
    for (JsonNode item : theirs.path("items")) {
      double popularity = item.at("/columns/0/value").asDouble();
      assertEquals(-popularity, item.path("score").asDouble(), 1e-6);
      assertTrue(item.path("score").asDouble() <= last, theirs::toString);
      last = item.path("score").asDouble();
      assertTrue(item.path("reason").asText().endsWith("ranked by theirs"), item::toString);
    }
    assertTrue(ranked(theirs));
    String explained = ok("recommend", "-w", ws, "--history", "b001", "--explain").out();
    assertTrue(explained.contains("told       stage.popularity"), explained);
    assertTrue(!ranked(ok("search", "-w", ws, "a ghost", "--json").json()));
    Cli.Result status = ok("status", "-w", ws);
    assertTrue(status.out().matches("(?s).*foreign +up to date.*"), status::toString);
    assertTrue(
        status.out().contains("requests to recommend are ranked by theirs"), status::toString);
    assertTrue(ok("build", "-w", ws).err().contains("nothing to do"));
    assertEquals(ids(theirs), ids(recommended()));
    ok("ranker", "remove", ws);
    assertEquals(before.path("items"), recommended().path("items"));
    assertTrue(ok("build", "-w", ws).err().contains("nothing to do"));
  }

  @Test
  void oneThatReplacesAnotherMayOrderSearchesToo() throws IOException {
    ok("ranker", "import", onnx(-1), "--schema", schema("stage.popularity", "recommend", ""), ws);
    ok(
        "ranker",
        "import",
        onnx(1, 0),
        "--schema",
        schema(
            "stage.popularity, source.words.rank", "[recommend, search]", "source.words.rank: 0"),
        ws);
    assertTrue(ranked(ok("search", "-w", ws, "a ghost", "--json").json()));
    assertTrue(recommended().at("/items/0/score").asDouble() > 0);
    try (Stream<Path> kept = Files.list(ws.resolve("foreign"))) {
      assertEquals(2, kept.count(), "one bundle and its name");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "moods, recommend, '', 2, there",
    "stage.popularity, watch, '', 2, recommend or search",
    "'stage.popularity, stage.taste', recommend, '', 2, 'float32 [K, 2]'",
    "source.tower.rank, recommend, '', 2, '\"source.tower.rank\" is missing'",
    "stage.popularity, recommend, 'stage.taste: 1', 2, stage.taste",
    "source.words.rank, recommend, 'source.words.rank: 0', 2, search"
  })
  void whatDoesNotFitIsRefusedAndChangesNothing(
      String columns, String uses, String missing, int code, String said) throws IOException {
    String before = generation();
    Cli.Result refused =
        Cli.run("ranker", "import", onnx(1), "--schema", schema(columns, uses, missing), ws);
    assertEquals(code, refused.code(), refused::toString);
    assertTrue(refused.err().contains(said) || said.equals("there"), refused::toString);
    assertTrue(!said.equals("there") || refused.err().contains("\"moods\""), refused::toString);
    assertEquals(before, generation());
    assertTrue(!ranked(recommended()));
  }

  @Test
  void whatIsDamagedInTheWorkspaceIsSaidAndCanBeRemoved() throws IOException {
    ok("ranker", "import", onnx(-1), "--schema", schema("stage.popularity", "recommend", ""), ws);
    Path name = ws.resolve("foreign/CURRENT");
    Path graph =
        ws.resolve("foreign").resolve(Files.readString(name).strip()).resolve("ranker.onnx");
    byte[] bytes = Files.readAllBytes(graph);
    bytes[bytes.length / 2] ^= 1;
    Files.write(graph, bytes);
    Cli.Result status = ok("status", "-w", ws);
    assertTrue(status.err().contains("ranker.onnx: expected SHA-256"), status::toString);
    Cli.Result build = Cli.run("build", "-w", ws);
    assertTrue(build.code() != 0 && build.err().contains("SHA-256"), build::toString);
    assertTrue(ranked(recommended()), "what was published goes on serving");
    Files.writeString(name, "../..\n");
    assertTrue(Cli.run("build", "-w", ws).err().contains("llmrec ranker remove"));
    ok("ranker", "remove", ws);
    assertTrue(!ranked(recommended()));
  }

  @Test
  void aFileThatIsCutIsRefused() throws IOException {
    Path whole = onnx(1);
    Path schema = schema("stage.popularity", "recommend", "");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(bytes, 40));
    Cli.Result refused = Cli.run("ranker", "import", cut, "--schema", schema, ws);
    assertEquals(2, refused.code(), refused::toString);
    assertTrue(refused.err().contains("cut.onnx: expected an ONNX model"), refused::toString);
  }

  @Test
  void aBuildKeepsItWhereItCanAndSaysWhichColumnIsGoneWhereItCannot() throws IOException {
    ok(
        "ranker",
        "import",
        onnx(1),
        "--schema",
        schema("list.popularity", "recommend", "list.popularity: 0"),
        ws);
    String served = generation();
    edit(HYBRID, TOWERS);
    Cli.Result refused = Cli.run("build", "-w", ws);
    assertEquals(2, refused.code(), refused::toString);
    assertTrue(
        refused.err().contains("\"list.popularity\"")
            && refused.err().contains("llmrec ranker remove"),
        refused::toString);
    assertEquals(served, generation());
    assertTrue(ranked(recommended()));
    ok("ranker", "remove", ws);
    assertTrue(!ranked(recommended()));
    ok("build", "-w", ws);
    assertTrue(!ranked(recommended()));
    ok("ranker", "import", onnx(-1), "--schema", schema("stage.popularity", "recommend", ""), ws);
    String before = generation();
    edit(TOWERS, HYBRID);
    ok("build", "-w", ws);
    assertTrue(!before.equals(generation()));
    assertTrue(ranked(recommended()));
  }
}
