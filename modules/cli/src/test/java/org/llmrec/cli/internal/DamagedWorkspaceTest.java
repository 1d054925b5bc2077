package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.io.Verify;
import org.llmrec.rank.onnx.OnnxGraph;
import org.llmrec.recommender.Ranked;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.RecommenderOptions;
import org.llmrec.recommender.Request;

/**
 * Whatever file of a workspace is damaged, asking gives the answer of the whole one or an error
 * that names the file, and the next build repairs it or says what to do.
 */
@Tag("full")
class DamagedWorkspaceTest {
  private static final long SEED = 20261128;

  private enum Damage {
    DELETE,
    EMPTY,
    HALVE,
    FLIP,
    APPEND
  }

  @TempDir static Path folder;

  private static SmallShop shop;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void build() throws IOException {
    shop = SmallShop.in(folder, "ws");
    Path mine =
        Files.writeString(
            folder.resolve("mine.jsonl"),
            "{\"item\": \"b003\", \"prompt\": \"tag\", \"answer\": \"gloomy, tense\","
                + " \"model\": \"me\", \"date\": \"2026-01-01\"}\n");
    assertEquals(0, Cli.run("enrich", "import", mine, "-w", shop.ws()).code());
    shop.ok("forget", "--user", "sim-0002");
    shop.ok("build");
    importRanker();
  }

  /** Changes that no build has taken in yet. */
  private static void putLiveItems() {
    try (Recommender recommender = open()) {
      for (String id : List.of("n1", "n2")) {
        Item item =
            new Item(
                id,
                "The ghost of house " + id,
                "A ghost in an old house, " + id,
                List.of(),
                Map.of());
        recommender.live().put(item);
      }
    }
  }

  /** One that orders what is recommended by taste, which every stage before has a say in. */
  private static void importRanker() throws IOException {
    OnnxGraph graph = new OnnxGraph("theirs");
    graph.rows("features", 1);
    String zero = graph.constant("zero", new float[1], 1);
    graph.scores("scores", graph.gemm("sum", "features", new float[] {1}, 1, zero));
    Path onnx = Files.write(folder.resolve("theirs.onnx"), graph.bytes());
    Path schema =
        Files.writeString(
            folder.resolve("schema.yaml"),
            "name: theirs\nfor: recommend\ninputs:\n- {name: features, columns:"
                + " [stage.taste]}\noutput: {name: scores, higher-is-better: true}\nmissing: {stage.taste: 0}\n");
    Cli.Result imported = Cli.run("ranker", "import", onnx, "--schema", schema, shop.ws());
    assertEquals(0, imported.code(), imported::toString);
  }

  private static Recommender open() {
    return Recommender.open(
        shop.ws(), RecommenderOptions.defaults().live(true).verify(Verify.FULL));
  }

  private static List<String> ask() {
    try (Recommender recommender = open()) {
      recommender.live().flush();
      List<String> answers = new ArrayList<>();
      for (Request request :
          List.of(
              Request.forHistory("b001", "b011").k(10),
              Request.forQuery("a ghost in an old house").k(10))) {
        for (Ranked item : recommender.recommend(request).items()) {
          answers.add(item.id() + " " + item.score());
        }
      }
      return answers;
    }
  }

  private static List<Path> files(boolean stages) throws IOException {
    try (Stream<Path> walk = Files.walk(shop.ws())) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> file.startsWith(shop.ws().resolve("stages")) == stages)
          .sorted()
          .toList();
    }
  }

  @Test
  void askingGivesTheRightAnswerOrNamesTheFile() throws IOException {
    putLiveItems();
    List<String> right = ask();
    assertTrue(right.toString().contains("n1"), right.toString());
    List<Path> all = new ArrayList<>(files(true));
    all.addAll(files(false));
    int named = 0;
    int same = 0;
    for (Path file : all) {
      byte[] bytes = Files.readAllBytes(file);
      for (Damage damage : Damage.values()) {
        if (bytes.length == 0 && damage != Damage.DELETE && damage != Damage.APPEND) {
          continue;
        }
        String where = where(file, damage);
        damage(file, bytes, damage);
        try {
          assertEquals(right, ask(), where);
          same++;
        } catch (LlmrecException e) {
          assertTrue(names(e.getMessage(), file), () -> where + ": " + e.getMessage());
          named++;
        } catch (RuntimeException e) {
          throw new AssertionError(where, e);
        } finally {
          Files.write(file, bytes);
        }
        if (damage == Damage.EMPTY) {
          damage(file, bytes, damage);
          sound(shop.run("status"), file, where);
          Files.write(file, bytes);
        }
      }
    }
    assertEquals(right, ask());
    System.out.printf(
        "seed %d: %d files, %d damages named, %d without effect%n", SEED, all.size(), named, same);
    assertTrue(named > 4 * files(true).size(), named + " named");
  }

  @Test
  void theNextBuildRepairsOrNamesTheFile() throws IOException {
    putLiveItems();
    shop.ok("build");
    List<String> right = ask();
    for (Damage damage : Damage.values()) {
      // A build that repairs may publish again, under another name.
      for (int n = 0; n < files(false).size(); n++) {
        Path file = files(false).get(n);
        byte[] bytes = Files.readAllBytes(file);
        damage(file, bytes, damage);
        buildAndAsk(file, damage, bytes, right);
      }
    }
    for (String stage : SmallShop.STAGES) {
      List<Path> outputs =
          new ArrayList<>(
              files(true).stream()
                  .filter(file -> file.startsWith(shop.ws().resolve("stages").resolve(stage)))
                  .toList());
      Collections.shuffle(outputs, random);
      Damage damage = Damage.values()[random.nextInt(Damage.values().length)];
      byte[] bytes = Files.readAllBytes(outputs.get(0));
      damage(outputs.get(0), bytes, damage);
      buildAndAsk(outputs.get(0), damage, bytes, right);
    }
  }

  private void buildAndAsk(Path file, Damage damage, byte[] bytes, List<String> right)
      throws IOException {
    String where = where(file, damage);
    Cli.Result build = shop.run("build", "--verify");
    sound(build, file, where);
    // Half a configuration may be one too: what it asks for is built, and the user's to notice.
    if (build.code() != 0 || file.endsWith("llmrec.yaml")) {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      shop.ok("build", "--verify");
    }
    assertEquals(right, ask(), () -> where + "\n" + build);
  }

  /** Done, or an error of one sentence that names the file. */
  private static void sound(Cli.Result result, Path file, String where) {
    assertFalse(
        result.err().contains("This should not have happened"), () -> where + "\n" + result);
    if (result.code() != 0) {
      assertTrue(names(result.err(), file), () -> where + "\n" + result);
    }
  }

  /** The file itself, or for a part of a database or bundle what it is part of. */
  private static boolean names(String message, Path file) {
    return message.contains(file.getFileName().toString())
        || message.contains(file.getParent().toString() + ":");
  }

  private static String where(Path file, Damage damage) {
    return "seed " + SEED + ": " + damage + " " + shop.ws().relativize(file);
  }

  private void damage(Path file, byte[] whole, Damage damage) throws IOException {
    switch (damage) {
      case DELETE -> Files.deleteIfExists(file);
      case EMPTY -> Files.write(file, new byte[0]);
      case HALVE -> Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      case FLIP -> {
        byte[] bytes = whole.clone();
        if (bytes.length > 0) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(file, bytes);
      }
      case APPEND -> Files.write(file, Arrays.copyOf(whole, whole.length + 1 + random.nextInt(9)));
    }
  }
}
