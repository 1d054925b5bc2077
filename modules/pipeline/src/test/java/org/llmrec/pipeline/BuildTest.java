package org.llmrec.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.io.Verify;
import org.llmrec.core.json.Json;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.split.StableSplit;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.TextEncoder;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.build.BuildReport;
import org.llmrec.pipeline.build.StageReport;
import org.llmrec.pipeline.build.StageReport.Outcome;
import org.llmrec.pipeline.config.InitOptions;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.pipeline.enrich.EnrichOptions;
import org.llmrec.pipeline.enrich.Enrichment;
import org.llmrec.rank.RankerBundle;
import org.llmrec.rank.list.ListBundle;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.SeenItems;

/** The whole road on a tiny catalogue, with the real encoder and the real trainer. */
class BuildTest {
  private static final String CONFIG = "llmrec.yaml";

  @TempDir Path folder;

  @Test
  void fromTwoFilesToAGenerationAndOn() throws IOException {
    Path items = TinyCatalogue.writeItems(folder.resolve("items.jsonl"));
    Path ratings = TinyCatalogue.writeRatings(folder.resolve("ratings.csv"), 7);
    Path answers = TinyCatalogue.writeAnswers(folder.resolve("answers.jsonl"), List.of("rec-tag"));
    Path ws = folder.resolve("ws");
    Workspace workspace =
        Workspace.init(ws, InitOptions.of(items, ratings).answers(List.of(answers)));
    TinyCatalogue.quicken(ws);

    BuildReport first = Build.run(Workspace.open(ws), BuildOptions.defaults());
    assertTrue(first.published());
    assertEquals(
        List.of(
            "import",
            "answers",
            "model",
            "encode/description",
            "encode/rec-tag",
            "train",
            "rank",
            "index"),
        first.stages().stream().map(StageReport::stage).toList());
    assertEquals(workspace.folder(), ws);
    everyPieceFits(ws);
    assertTrue(WorkspaceStatus.of(ws).upToDate());
    assertFalse(Build.run(Workspace.open(ws), BuildOptions.defaults().verify(true)).published());

    // Answers to another prompt, and one more to the first.
    TinyCatalogue.writeAnswers(answers, List.of("rec-tag", "tag"));
    BuildReport second = Build.run(Workspace.open(ws), BuildOptions.defaults());
    assertEquals(
        Map.of(
            "import", Outcome.UP_TO_DATE,
            "answers", Outcome.BUILT,
            "model", Outcome.UP_TO_DATE,
            "encode/description", Outcome.UP_TO_DATE,
            "encode/tag", Outcome.BUILT,
            "encode/rec-tag", Outcome.UP_TO_DATE,
            "train", Outcome.BUILT,
            "rank", Outcome.BUILT,
            "index", Outcome.BUILT),
        outcomes(second));
    everyPieceFits(ws);

    Path config = ws.resolve(CONFIG);
    Files.writeString(config, Files.readString(config).replace("seed: 42", "seed: 43"));
    Map<String, String> reasons =
        Build.run(Workspace.open(ws), BuildOptions.defaults()).stages().stream()
            .collect(Collectors.toMap(StageReport::stage, StageReport::reason));
    assertEquals("option train.seed: 42 → 43", reasons.get("train"));
    assertEquals("option train.seed: 42 → 43", reasons.get("rank"));
    assertTrue(reasons.get("index").contains("option train.seed: 42 → 43"), reasons.get("index"));
    assertEquals("up to date", reasons.get("encode/description"));
  }

  @Test
  void answersBuiltOnOtherInteractionsThanAreTrainedOnAreRefused() throws IOException {
    Path items = TinyCatalogue.writeItems(folder.resolve("items.jsonl"));
    Path ratings = TinyCatalogue.writeRatings(folder.resolve("ratings.csv"), 7);
    Path answers = TinyCatalogue.writeAnswers(folder.resolve("answers.jsonl"), List.of("eng"));
    String unrecorded = Files.readString(answers);
    Path ws = folder.resolve("ws");
    InitOptions options = InitOptions.of(items, ratings).answers(List.of(answers)).overwrite(true);
    Workspace.init(ws, options);
    TinyCatalogue.quickenTowers(ws);
    assertRefused(ws, "10 built on neighbours without a record");
    Files.writeString(answers, unrecorded.replace("\"model\"", "\"graph\": \"cafe\", \"model\""));
    assertRefused(ws, "10 built on the graph cafe");

    // Other people's, as somebody declares.
    Workspace.init(ws, options.independentGraphs(Set.of("cafe")));
    TinyCatalogue.quickenTowers(ws);
    assertTrue(Build.run(Workspace.open(ws), BuildOptions.defaults()).published());

    // Those that the ranker trains on.
    Workspace.init(ws, options);
    TinyCatalogue.quickenTowers(ws);
    String graph = trainHash(ws);
    Files.writeString(
        answers, unrecorded.replace("\"model\"", "\"graph\": \"" + graph + "\", \"model\""));
    assertTrue(Build.run(Workspace.open(ws), BuildOptions.defaults()).published());

    // With another seed the ranker trains on others.
    Path config = ws.resolve(CONFIG);
    Files.writeString(config, Files.readString(config).replace("seed: 42", "seed: 43"));
    assertRefused(ws, "10 built on the graph " + graph);
  }

  @Test
  void importedAnswersOfOtherInteractionsAreRefusedUnlessDeclared() throws IOException {
    Path items = TinyCatalogue.writeItems(folder.resolve("items.jsonl"));
    Path ratings = TinyCatalogue.writeRatings(folder.resolve("ratings.csv"), 7);
    Path answers = TinyCatalogue.writeAnswers(folder.resolve("answers.jsonl"), List.of("eng"));
    Files.writeString(
        answers, Files.readString(answers).replace("\"model\"", "\"graph\": \"cafe\", \"model\""));
    Path ws = folder.resolve("ws");
    Workspace.init(ws, InitOptions.of(items, ratings));
    TinyCatalogue.quickenTowers(ws);
    Enrichment.of(Workspace.open(ws))
        .importAnswers(List.of(answers), false, true, EnrichOptions.defaults());
    assertRefused(ws, "10 built on the graph cafe");
    Path config = ws.resolve(CONFIG);
    Files.writeString(config, Files.readString(config) + "enrich: {independent-graphs: [cafe]}\n");
    assertTrue(Build.run(Workspace.open(ws), BuildOptions.defaults()).published());
  }

  private static void assertRefused(Path ws, String because) throws IOException {
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> Build.run(Workspace.open(ws), BuildOptions.defaults()));
    assertTrue(e.getMessage().startsWith("stage train: "), e.getMessage());
    assertTrue(e.getMessage().contains(because), e.getMessage());
    assertTrue(e.getMessage().contains(trainHash(ws)), e.getMessage());
    assertTrue(e.getMessage().contains("independent-graphs"), e.getMessage());
  }

  /** What the workspace trains on. */
  private static String trainHash(Path ws) throws IOException {
    WorkspaceConfig config = Workspace.open(ws).config();
    Path imported;
    try (Stream<Path> outputs = Files.list(ws.resolve("stages/import"))) {
      imported = outputs.findFirst().orElseThrow().resolve("interactions.csv");
    }
    InteractionTable positives =
        InteractionTable.read(imported).positives(config.interactions().feedback());
    return TrainingData.of(StableSplit.of(positives, config.train().seed())).hash();
  }

  @Test
  void vectorsTakenFromAnEarlierBuildAgreeWithThoseOfAFreshOne() throws IOException {
    Path items = TinyCatalogue.writeItems(folder.resolve("items.jsonl"));
    Path ratings = TinyCatalogue.writeRatings(folder.resolve("ratings.csv"), 7);
    Path bit = folder.resolve("bit");
    Workspace.init(bit, InitOptions.of(items, ratings));
    Build.run(Workspace.open(bit), BuildOptions.defaults().only("encode"));
    String changed = "A cookery book for those who live alone on a lighthouse.";
    Files.writeString(
        items, Files.readString(items).replace(TinyCatalogue.description(7), changed));
    BuildReport again = Build.run(Workspace.open(bit), BuildOptions.defaults().only("encode"));
    Map<String, Long> counts = counts(again, "encode/description");
    assertEquals(TinyCatalogue.ITEMS - 1, counts.get("reused"), counts::toString);
    assertEquals(1, counts.get("encoded"), counts::toString);

    Path fresh = folder.resolve("fresh");
    Workspace.init(fresh, InitOptions.of(items, ratings));
    BuildReport first = Build.run(Workspace.open(fresh), BuildOptions.defaults().only("encode"));
    assertEquals(TinyCatalogue.ITEMS, counts(first, "encode/description").get("encoded"));
    try (VectorFile one = newestVectors(bit);
        VectorFile other = newestVectors(fresh)) {
      assertEquals(other.ids(), one.ids());
      for (int row = 0; row < one.size(); row++) {
        assertArrayEquals(other.row(row), one.row(row), 1e-6f, "row " + row);
      }
    }
  }

  @Test
  void anotherWorkspaceOfTheSameCatalogueEncodesNothingWhereVectorsAreShared() throws IOException {
    Path items = TinyCatalogue.writeItems(folder.resolve("items.jsonl"));
    Path ratings = TinyCatalogue.writeRatings(folder.resolve("ratings.csv"), 7);
    List<Path> vectors = new ArrayList<>();
    for (String name : List.of("one", "two")) {
      Path ws = folder.resolve(name);
      Workspace.init(ws, InitOptions.of(items, ratings));
      Path config = ws.resolve(CONFIG);
      String text = Files.readString(config);
      String changed = text.replace("  # cache: false ", "  cache: ../kept ");
      assertNotEquals(text, changed);
      Files.writeString(config, changed);
      BuildReport report = Build.run(Workspace.open(ws), BuildOptions.defaults().only("encode"));
      Map<String, Long> counts = counts(report, "encode/description");
      long encoded = name.equals("one") ? TinyCatalogue.ITEMS : 0;
      assertEquals(encoded, counts.get("encoded"), counts::toString);
      assertEquals(TinyCatalogue.ITEMS - encoded, counts.get("from cache"), counts::toString);
      assertEquals(0, counts.get("not kept in cache"), counts::toString);
      assertEquals(TinyCatalogue.ITEMS, counts.get("texts"), counts::toString);
      try (Stream<Path> outputs = Files.list(ws.resolve("stages/encode/description"))) {
        vectors.add(outputs.findFirst().orElseThrow().resolve("vectors.vec"));
      }
    }
    assertEquals(-1, Files.mismatch(vectors.get(0), vectors.get(1)));
  }

  private static Map<String, Long> counts(BuildReport report, String stage) {
    return report.stages().stream()
        .filter(each -> each.stage().equals(stage))
        .findFirst()
        .orElseThrow()
        .counts();
  }

  private static VectorFile newestVectors(Path ws) throws IOException {
    try (Stream<Path> outputs = Files.list(ws.resolve("stages/encode/description"))) {
      Path newest =
          outputs
              .max(
                  Comparator.comparing(
                      output -> output.resolve("vectors.vec").toFile().lastModified()))
              .orElseThrow();
      return VectorFile.open(newest.resolve("vectors.vec"));
    }
  }

  @Test
  void theSameInputsGiveTheSameBytes() throws IOException {
    Path items = TinyCatalogue.writeItems(folder.resolve("items.jsonl"));
    Path ratings = TinyCatalogue.writeRatings(folder.resolve("ratings.csv"), 7);
    Map<String, String> one = hashes(built("one", items, ratings));
    Map<String, String> two = hashes(built("two", items, ratings));
    assertEquals(one, two);
    assertTrue(one.containsKey("train/weights.safetensors"), one.toString());
    assertTrue(one.containsKey("encode/description/vectors.vec"), one.toString());
  }

  private Path built(String name, Path items, Path ratings) throws IOException {
    Path ws = folder.resolve(name);
    Workspace.init(ws, InitOptions.of(items, ratings));
    TinyCatalogue.quicken(ws);
    Build.run(Workspace.open(ws), BuildOptions.defaults());
    return ws;
  }

  /** Of everything but records, reports and the index, which carry times and random names. */
  static Map<String, String> hashes(Path ws) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Generation generation = Generation.pinCurrent(ws)) {
      generation
          .manifest()
          .stages()
          .forEach(
              (stage, entry) -> {
                for (FileEntry file : entry.files()) {
                  String inStage = file.path().substring(entry.folder().length() + 1);
                  if (!inStage.matches("stage.json|encode.json|report.json|lucene/.*")) {
                    hashes.put(stage + "/" + inStage, file.sha256());
                  }
                }
              });
    }
    return hashes;
  }

  private static void everyPieceFits(Path ws) throws IOException {
    try (Generation generation = Generation.pinCurrent(ws);
        VectorFile vectors = VectorFile.open(generation.file("encode/description", "vectors.vec"));
        RankerBundle bundle = RankerBundle.open(generation.folder("train"), Verify.FULL);
        CatalogueIndex index = CatalogueIndex.open(generation.folder("index").resolve("lucene"));
        SeenItems seen = SeenItems.open(generation.file("index", "seen.bin"));
        TextEncoder encoder =
            OnnxTextEncoder.open(generation.folder("model"), EncoderOptions.defaults())) {
      generation.verify();
      assertEquals(
          Files.getPosixFilePermissions(ws.resolve("stages")),
          Files.getPosixFilePermissions(generation.folder("model")),
          "others may read a model where they may read the workspace");
      vectors.verify();
      seen.verify();
      bundle.requireEncoder(encoder.manifest().name(), encoder.manifest().sha256());
      List<String> ids =
          CatalogueFiles.read(generation.file("import", "catalogue.jsonl")).stream()
              .map(item -> item.id())
              .toList();
      assertEquals(TinyCatalogue.ITEMS, ids.size());
      Path lists = generation.folder("rank").resolve("list");
      assertEquals(
          ListBundle.hash(ids), ListBundle.open(lists, Verify.FULL).manifest().itemsHash());
      assertEquals(ids, vectors.ids());
      assertEquals(ids.size(), index.size());
      assertEquals(encoder.dims(), index.textDims());
      assertEquals(ids.size(), seen.items());
      for (int i = 0; i < ids.size(); i++) {
        assertEquals(ids.get(i), index.id(i));
        assertEquals(ids.get(i), bundle.ranker().itemId(i));
      }
      String text = TinyCatalogue.description(1);
      float[] expected = encoder.encode(List.of(text)).vectors()[0];
      assertEquals(1, Vectors.cosine(expected, vectors.row(1)), 1e-5);
      assertArrayEquals(TinyCatalogue.likedBy("u0"), seen.likedBy("u0"));
      JsonNode encoded =
          Json.read(generation.file("encode/description", "encode.json"), JsonNode.class);
      assertEquals(1, encoded.get("fromTitle").asInt());
      JsonNode report = Json.read(generation.file("train", "report.json"), JsonNode.class);
      assertTrue(report.get("summary").size() > 1, report.toString());
    }
  }

  private static Map<String, Outcome> outcomes(BuildReport report) {
    return report.stages().stream()
        .collect(Collectors.toMap(StageReport::stage, StageReport::outcome));
  }

  /** Smaller and fewer epochs than anybody would want. */
}
