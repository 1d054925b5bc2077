package org.llmrec.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.io.Verify;
import org.llmrec.core.json.Json;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.build.BuildReport;
import org.llmrec.pipeline.build.StageReport;
import org.llmrec.pipeline.build.StageReport.Outcome;
import org.llmrec.pipeline.config.InitOptions;
import org.llmrec.rank.RankerBundle;
import org.llmrec.rank.list.ListBundle;
import org.llmrec.retrieve.SeenItems;

/** A workspace by the day: items and interactions come, and rankers go on from what they know. */
class RefreshTest {
  private static final BuildOptions REFRESH = BuildOptions.defaults().refresh(true);

  @TempDir Path folder;
  private Path items;
  private Path ratings;
  private Path ws;

  @BeforeEach
  void init() throws IOException {
    items = TinyCatalogue.writeItems(folder.resolve("items.jsonl"));
    ratings = TinyCatalogue.writeRatings(folder.resolve("ratings.csv"), 7);
    ws = folder.resolve("ws");
    Workspace.init(ws, InitOptions.of(items, ratings));
    TinyCatalogue.quicken(ws);
  }

  @Test
  void aRefreshTakesInWhatIsNewAndLeavesWhatWasLearnt() throws IOException {
    // There is nothing to take on yet, so it learns.
    assertEquals(Outcome.BUILT, outcomes(build(REFRESH)).get("train"));
    assertFalse(build(BuildOptions.defaults()).published());
    assertFalse(build(REFRESH).published());
    float[] before = user("u0").orElseThrow();
    float[] grower = user("u1").orElseThrow();
    final float[] item = item("b5");
    final int met = met("b30");

    append(items, "{\"id\": \"b30\", \"title\": \"Book 30\", \"description\": \"Robots.\"}");
    append(ratings, "u1,b27,5.0,2000", "u12,b30,5.0,2000", "u12,b2,5.0,2000");
    BuildReport refreshed = build(REFRESH);
    Map<String, Outcome> outcomes = outcomes(refreshed);
    assertEquals(Outcome.BUILT, outcomes.get("train"));
    assertEquals(Outcome.BUILT, outcomes.get("rank"));
    assertTrue(refreshed.published());
    Map<String, Long> counts = counts(refreshed, "train");
    assertEquals(2, counts.get("users by their new history"), counts::toString);
    assertEquals(11, counts.get("users as they were"), counts::toString);
    assertArrayEquals(before, user("u0").orElseThrow());
    assertArrayEquals(item, item("b5"));
    assertFalse(Arrays.equals(grower, user("u1").orElseThrow()));
    assertTrue(user("u12").isPresent());
    assertEquals(16, item("b30").length);
    assertEquals(0, met);
    assertEquals(1, met("b30"));
    try (Generation generation = Generation.pinCurrent(ws)) {
      ListBundle lists = ListBundle.open(generation.folder("rank").resolve("list"), Verify.FULL);
      assertEquals(TinyCatalogue.ITEMS + 1, lists.ranker().signals().items());
      JsonNode report = Json.read(generation.file("train", "report.json"), JsonNode.class);
      assertTrue(report.path("refreshed").asText().contains("2 by their new"), report.toString());
      assertEquals(12, report.path("counts").path("users").asInt());
    }

    assertFalse(build(REFRESH).published());
    // And on from the refresh, under the key of what was learnt.
    append(ratings, "u3,b29,5.0,3000");
    assertEquals(1, counts(build(REFRESH), "train").get("users by their new history"));

    BuildReport learnt = build(BuildOptions.defaults());
    assertEquals(Outcome.BUILT, outcomes(learnt).get("train"));
    assertTrue(
        reason(learnt, "train").startsWith("option refreshed-from: "), reason(learnt, "train"));
    assertFalse(build(REFRESH).published());
  }

  @Test
  void whereOptionsChangedOrTextsCameARefreshLearns() throws IOException {
    TinyCatalogue.quickenTowers(ws);
    build(BuildOptions.defaults());
    Path config = ws.resolve("llmrec.yaml");
    Files.writeString(config, Files.readString(config).replace("seed: 42", "seed: 43"));
    assertEquals("option train.seed: 42 → 43", reason(build(REFRESH), "train"));

    Path answers = TinyCatalogue.writeAnswers(folder.resolve("answers.jsonl"), List.of("tag"));
    Files.writeString(
        config,
        Files.readString(config)
            .replace("answers: []", "answers: [{path: " + Json.line(answers.toString()) + "}]"));
    BuildReport more = build(REFRESH);
    assertFalse(counts(more, "train").containsKey("users as they were"));
    assertTrue(reason(more, "train").contains("input encode/tag"), reason(more, "train"));
  }

  @Test
  void aWarmStartGoesOnFromWeightsAndHoldsNothingOutThatWasLearnt() throws IOException {
    TinyCatalogue.quickenTowers(ws);
    Path config = ws.resolve("llmrec.yaml");
    Files.writeString(
        config, Files.readString(config).replace("# warm-start: false", "warm-start: true"));
    // Nine rows: all of them are learnt from.
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      rows.add("u20,b" + i + ",5.0,2000");
    }
    append(ratings, rows.toArray(String[]::new));
    build(BuildOptions.defaults());
    long held = counts(build(BuildOptions.defaults()), "train").get("test positives");
    append(ratings, "u20,b9,5.0,3000", "u20,b10,5.0,3000", "u21,b3,5.0,3000");
    BuildReport warm = build(BuildOptions.defaults());
    assertEquals(held, counts(warm, "train").get("test positives"));
    try (Generation generation = Generation.pinCurrent(ws)) {
      JsonNode report = Json.read(generation.file("train", "report.json"), JsonNode.class);
      String notes = report.path("notes").toString();
      assertTrue(notes.contains("which knows 13 of the 14 users"), notes);
      assertFalse(notes.contains("another split"), notes);
    }
    assertFalse(build(BuildOptions.defaults()).published());
  }

  private Optional<float[]> user(String id) throws IOException {
    try (Generation generation = Generation.pinCurrent(ws);
        RankerBundle bundle = RankerBundle.open(generation.folder("train"), Verify.FULL)) {
      return bundle.ranker().userVector(id);
    }
  }

  private float[] item(String id) throws IOException {
    try (Generation generation = Generation.pinCurrent(ws);
        RankerBundle bundle = RankerBundle.open(generation.folder("train"), Verify.FULL)) {
      return bundle.ranker().itemVector(bundle.ranker().ordinal(id));
    }
  }

  /** By how many an item is marked as seen. */
  private int met(String id) throws IOException {
    try (Generation generation = Generation.pinCurrent(ws);
        RankerBundle bundle = RankerBundle.open(generation.folder("train"), Verify.FULL);
        SeenItems seen = SeenItems.open(generation.file("index", "seen.bin"))) {
      int ordinal = bundle.ranker().ordinal(id);
      return (int)
          List.of("u0", "u1", "u12").stream()
              .filter(user -> Arrays.stream(seen.of(user)).anyMatch(item -> item == ordinal))
              .count();
    }
  }

  private static void append(Path file, String... lines) throws IOException {
    Files.write(file, List.of(lines), StandardOpenOption.APPEND);
  }

  private BuildReport build(BuildOptions options) throws IOException {
    return Build.run(Workspace.open(ws), options);
  }

  private static Map<String, Outcome> outcomes(BuildReport report) {
    return report.stages().stream()
        .collect(Collectors.toMap(StageReport::stage, StageReport::outcome));
  }

  private static StageReport stage(BuildReport report, String name) {
    return report.stages().stream()
        .filter(stage -> stage.stage().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Long> counts(BuildReport report, String name) {
    return stage(report, name).counts();
  }

  private static String reason(BuildReport report, String name) {
    return stage(report, name).reason();
  }
}
