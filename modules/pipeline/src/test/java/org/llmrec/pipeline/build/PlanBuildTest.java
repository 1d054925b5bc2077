package org.llmrec.pipeline.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.io.Verify;

class PlanBuildTest {
  @TempDir Path folder;
  private Path workspace;
  private Path text;
  private final Toys.Knobs knobs = new Toys.Knobs();

  @BeforeEach
  void makeWorkspace() throws IOException {
    workspace = Files.createDirectory(folder.resolve("ws"));
    text = Files.writeString(folder.resolve("text.txt"), "ant bee ape bat cow");
  }

  @Test
  void theFirstBuildRunsAllAndPublishes() throws IOException {
    BuildReport report = build();
    assertEquals(List.of("words", "lone", "count/A", "count/B", "count/C", "join"), knobs.ran);
    assertTrue(report.published());
    assertTrue(report.complete());
    assertEquals(
        List.of("first run"),
        report.stages().stream().map(StageReport::reason).distinct().toList());
    assertEquals(5L, report.stages().get(0).counts().get("words"));
    try (Generation generation = Generation.pinCurrent(workspace)) {
      assertEquals(report.generation().orElseThrow(), generation.id());
      assertEquals("A=2,B=2,C=1\n", Files.readString(generation.file("join", "join.txt")));
      assertEquals("C=1\n", Files.readString(generation.file("count/C", "sub/count.txt")));
      generation.verify();
    }
  }

  @Test
  void nothingChangedNothingRuns() throws IOException {
    String first = build().generation().orElseThrow();
    knobs.ran.clear();
    BuildReport again = build();
    assertEquals(List.of(), knobs.ran);
    assertFalse(again.published());
    assertEquals(first, again.generation().orElseThrow());
    assertEquals(List.of("up to date"), reasons(again).values().stream().distinct().toList());
  }

  @Test
  void aChangedInputRunsWhatDependsOnIt() throws IOException {
    build();
    knobs.ran.clear();
    Files.writeString(text, "ant bee ape bat cow dog");
    BuildReport report = build();
    assertEquals(List.of("words", "count/A", "count/B", "count/C", "count/D", "join"), knobs.ran);
    Map<String, String> reasons = reasons(report);
    assertEquals("input text changed", reasons.get("words"));
    assertEquals("input words/words.txt changed", reasons.get("count/A"));
    assertEquals("first run", reasons.get("count/D"));
    assertEquals("input count/D/sub/count.txt is new", reasons.get("join"));
    assertEquals("up to date", reasons.get("lone"));
    Files.writeString(text, "ant bee ape bat");
    assertEquals(
        "input count/C/sub/count.txt is gone, input count/D/sub/count.txt is gone",
        reasons(build()).get("join"));
    try (Generation generation = Generation.pinCurrent(workspace)) {
      assertFalse(generation.has("count/D"));
    }
  }

  @Test
  void aStageThatWritesTheSameAgainMakesNothingStale() throws IOException {
    build();
    knobs.ran.clear();
    Files.writeString(text, "ant  bee ape\nbat cow\n");
    BuildReport report = build();
    assertEquals(List.of("words"), knobs.ran);
    assertTrue(report.published());
  }

  @Test
  void aChangedOptionIsNamedWithBothValues() throws IOException {
    build();
    knobs.ran.clear();
    knobs.separator = ";";
    BuildReport report = build();
    assertEquals(List.of("join"), knobs.ran);
    assertEquals("option join.separator: , → ;", reasons(report).get("join"));
  }

  @Test
  void aNewFormatMakesOldOutputsStale() throws IOException {
    build();
    knobs.format = 2;
    assertEquals("what it writes changed: format 1 → 2", reasons(build()).get("join"));
  }

  @Test
  void anOptionChangedBackReusesWhatAReaderKept() throws IOException {
    build();
    try (Generation reader = Generation.pinCurrent(workspace)) {
      knobs.separator = ";";
      build();
      knobs.separator = ",";
      knobs.ran.clear();
      BuildReport report = build();
      assertEquals(List.of(), knobs.ran);
      assertEquals("already built", reasons(report).get("join"));
      assertEquals(StageReport.Outcome.REUSED, report.stages().getLast().outcome());
      assertTrue(report.published());
      reader.verify();
    }
  }

  @Test
  void whatNobodyNeedsGoes() throws IOException {
    build();
    knobs.separator = ";";
    BuildReport report = build();
    assertEquals(2, report.removed().size(), () -> report.removed().toString());
    assertEquals(1, GenerationStore.list(workspace).size());
    assertEquals(
        1, Toys.outputs(workspace).keySet().stream().filter(f -> f.contains("join.txt")).count());
  }

  @Test
  void aDamagedOutputIsNamedAndMadeAgain() throws IOException {
    build();
    knobs.ran.clear();
    Path joined;
    try (Generation generation = Generation.pinCurrent(workspace)) {
      joined = generation.file("join", "join.txt");
    }
    Files.delete(joined);
    String name = workspace.relativize(joined).toString();
    BuildReport report = build();
    assertEquals("output " + name + " is missing or damaged", reasons(report).get("join"));
    assertEquals(List.of("join"), knobs.ran);
    Files.writeString(joined, "a=2,B=2,C=1\n");
    assertEquals("up to date", reasons(build()).get("join"));
    BuildReport verified = PlanBuild.run(workspace, plan(), options().verify(true));
    assertEquals("output " + name + " is missing or damaged", reasons(verified).get("join"));
    try (Generation generation = Generation.pinCurrent(workspace)) {
      generation.verify();
    }
  }

  @Test
  void aDamagedRecordOrManifestHealsWithTheNextBuild() throws IOException {
    build();
    Path manifest =
        workspace
            .resolve("generations")
            .resolve(GenerationStore.current(workspace).orElseThrow())
            .resolve("manifest.json");
    Files.writeString(manifest, "{");
    knobs.ran.clear();
    assertTrue(build().published());
    assertEquals(List.of(), knobs.ran);
    Files.writeString(workspace.resolve("CURRENT"), "?");
    assertTrue(build().published());
    try (Generation generation = Generation.pinCurrent(workspace)) {
      Files.writeString(generation.folder("words").resolve(StageRecord.FILE), "{}");
    }
    build();
    assertEquals(List.of("words"), knobs.ran);
    try (Generation generation = Generation.pinCurrent(workspace)) {
      generation.verify();
    }
  }

  @Test
  void onlyBuildsOneStepAndWhatItNeeds() throws IOException {
    BuildReport report = PlanBuild.run(workspace, plan(), options().only("count"));
    assertEquals(List.of("words", "count/A", "count/B", "count/C"), knobs.ran);
    assertFalse(report.published());
    assertFalse(report.complete());
    assertEquals("first run", reasons(report).get("lone"));
    assertEquals(StageReport.Outcome.LEFT, report.stages().getLast().outcome());
    knobs.ran.clear();
    BuildReport rest = build();
    assertEquals(List.of("lone", "join"), knobs.ran);
    assertEquals(StageReport.Outcome.REUSED, rest.stages().get(0).outcome());
    assertTrue(rest.published());
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> PlanBuild.run(workspace, plan(), options().only("trian")));
    assertTrue(e.getMessage().contains("[words, lone, count, join]"), e.getMessage());
  }

  @Test
  void onlyTheLastStalePiecePublishes() throws IOException {
    build();
    knobs.separator = ";";
    assertTrue(PlanBuild.run(workspace, plan(), options().only("join")).published());
    knobs.casing = "as it is";
    BuildReport left = PlanBuild.run(workspace, plan(), options().only("lone"));
    assertFalse(left.published());
    assertEquals("option words.casing: upper → as it is", reasons(left).get("words"));
    assertEquals("waits for words", reasons(left).get("count"));
    assertEquals("waits for count", reasons(left).get("join"));
  }

  @Test
  void aFailureNamesTheStageAndLeavesTheOldGeneration() throws IOException {
    String first = build().generation().orElseThrow();
    Map<String, String> before = Toys.outputs(workspace);
    knobs.separator = ";";
    knobs.failing = "join";
    for (Exception failure :
        List.of(
            new IOException("a toy broke"),
            new IllegalStateException("a toy broke"),
            new LlmrecException(MachineCode.UNEXPECTED, "a toy broke"))) {
      knobs.failure = failure;
      StageException e = assertThrows(StageException.class, this::build);
      assertEquals("join", e.stage());
      assertEquals(failure, e.getCause());
      assertTrue(e.getMessage().startsWith("stage join: "), e.getMessage());
      assertTrue(e.getMessage().contains("a toy broke"), e.getMessage());
    }
    knobs.failure = new ConfigException(OptionCode.NAME_UNKNOWN, "no such thing");
    assertEquals(
        "stage join: no such thing", assertThrows(ConfigException.class, this::build).getMessage());
    assertEquals(before, Toys.outputs(workspace));
    try (Generation generation = Generation.pinCurrent(workspace)) {
      assertEquals(first, generation.id());
      generation.verify();
    }
    knobs.failing = "";
    assertTrue(build().published());
  }

  @Test
  void aFullDiskIsSaidInWords() {
    knobs.failing = "count/B";
    knobs.failure =
        new java.io.UncheckedIOException(new IOException("x.vec: No space left on device"));
    StageException e = assertThrows(StageException.class, this::build);
    assertTrue(e.getMessage().contains("is full"), e.getMessage());
    assertTrue(e.getMessage().contains("build again"), e.getMessage());
    assertEquals("count/B", e.stage());
  }

  @Test
  void anInterruptStopsTheBuildAndStaysSet() {
    knobs.failing = "words";
    knobs.failure = new InterruptedException();
    assertThrows(StageException.class, this::build);
    assertTrue(Thread.interrupted());
  }

  @Test
  void strictRunsAgainWhereRecordsWereRefused() throws IOException {
    Files.writeString(text, "ant !bad bee");
    build();
    String first = GenerationStore.current(workspace).orElseThrow();
    StageException e =
        assertThrows(
            StageException.class, () -> PlanBuild.run(workspace, plan(), options().strict(true)));
    assertInstanceOf(BadRecordException.class, e.getCause());
    try (Generation generation = Generation.pinCurrent(workspace)) {
      assertEquals(first, generation.id());
      generation.verify();
    }
    assertFalse(build().published());
  }

  @Test
  void aMissingInputIsTheCallersMistake() throws IOException {
    build();
    Files.delete(text);
    ConfigException e = assertThrows(ConfigException.class, this::build);
    assertTrue(e.getMessage().contains("stage words: expected a file at " + text), e.getMessage());
    assertTrue(PlanBuild.run(workspace, plan(), options().only("lone")).stages().size() > 1);
  }

  @Test
  void anInputThatChangesWhileItIsReadIsRefused() throws IOException {
    Stage meddling =
        new Stage() {
          @Override
          public String name() {
            return "words";
          }

          @Override
          public int format() {
            return 1;
          }

          @Override
          public List<StageInput> inputs() {
            return List.of(new StageInput.External("text", text));
          }

          @Override
          public Map<String, String> options() {
            return Map.of();
          }

          @Override
          public void run(StageContext context) throws IOException {
            Files.writeString(text, "somebody else writes here");
          }
        };
    StagePlan plan =
        new StagePlan(
            List.of(new StagePlan.Step("words", java.util.Set.of(), o -> List.of(meddling))));
    StageException e =
        assertThrows(StageException.class, () -> PlanBuild.run(workspace, plan, options()));
    assertTrue(e.getMessage().contains("changed while it was read"), e.getMessage());
    assertEquals(Map.of(), Toys.outputs(workspace));
  }

  @Test
  void leftoversOfAKilledBuildAreSweptAway() throws IOException {
    Path leftover = workspace.resolve("stages/words/.0123456789abcdef.tmp");
    Files.createDirectories(leftover);
    Files.writeString(leftover.resolve("half"), "half");
    build();
    assertFalse(Files.exists(leftover));
  }

  @Test
  void statusSaysTheSameAndChangesNothing() throws IOException {
    assertEquals(
        List.of(
            "words MISSING first run",
            "lone MISSING first run",
            "count MISSING waits for words",
            "join MISSING waits for count"),
        status());
    build();
    assertEquals(
        List.of("UP_TO_DATE"),
        PlanStatus.of(workspace, plan(), Verify.FAST).stream()
            .map(stage -> stage.state().name())
            .distinct()
            .toList());
    Files.writeString(text, "ant bee ape");
    knobs.separator = ";";
    List<String> before = files();
    assertEquals(
        List.of(
            "words STALE input text changed",
            "lone UP_TO_DATE up to date",
            "count/A STALE waits for words",
            "count/B STALE waits for words",
            "count/C STALE waits for words",
            "join STALE waits for count"),
        status());
    assertEquals(before, files());
    PlanBuild.run(workspace, plan(), options().only("words"));
    assertEquals("words UNPUBLISHED built, not published yet", status().get(0));
    StageStatus words = PlanStatus.of(workspace, plan(), Verify.FAST).get(0);
    assertEquals(3L, words.counts().get("words"));
    assertTrue(words.size() > 0 && words.built().isPresent() && words.key().isPresent());
    Files.delete(text);
    assertTrue(status().get(0).startsWith("words STALE expected a file at"), status().get(0));
  }

  private List<String> status() throws IOException {
    List<String> lines = new ArrayList<>();
    for (StageStatus stage : PlanStatus.of(workspace, plan(), Verify.FAST)) {
      lines.add(stage.stage() + " " + stage.state() + " " + stage.reason());
    }
    return lines;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(workspace)) {
      return walk.map(p -> p + " " + p.toFile().lastModified()).sorted().toList();
    }
  }

  private StagePlan plan() {
    return Toys.plan(text, knobs);
  }

  private static BuildOptions options() {
    return BuildOptions.defaults();
  }

  private BuildReport build() throws IOException {
    return PlanBuild.run(workspace, plan(), options());
  }

  private static Map<String, String> reasons(BuildReport report) {
    return report.stages().stream()
        .collect(Collectors.toMap(StageReport::stage, StageReport::reason));
  }
}
