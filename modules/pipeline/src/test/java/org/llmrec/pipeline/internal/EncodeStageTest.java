package org.llmrec.pipeline.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.Pooling;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.build.BuildReport;
import org.llmrec.pipeline.build.PlanBuild;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageException;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.build.StagePlan;

/** What a change costs, counted at the encoder; and that no vector goes to a wrong text. */
class EncodeStageTest {
  private static final int DIMS = 8;
  private static final int LONGEST = 40;

  @TempDir Path folder;
  private Path workspace;
  private String model = "one";
  private boolean broken;
  private int opened;
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void makeWorkspace() throws IOException {
    workspace = Files.createDirectory(folder.resolve("ws"));
  }

  @Test
  void aChangeOfOneInAHundredTextsEncodesThose() throws IOException {
    List<Item> items = items(1_000);
    assertCounts(1_000, 1_000, 0, 0, build(items));
    Set<String> changed = new TreeSet<>();
    for (int i = 37; i < 1_000; i += 100) {
      items.set(i, item("i" + i, "another text " + i));
      changed.add("another text " + i);
    }
    assertCounts(1_000, 10, 990, 0, build(items));
    assertEquals(changed, new TreeSet<>(asked));
    assertEquals(10, asked.size());
    assertRight(items);
  }

  @Test
  void addedRemovedAndMovedItemsCostWhatIsNew() throws IOException {
    List<Item> items = items(50);
    build(items);
    items.add(3, item("new", "never seen"));
    items.remove(20);
    items.add(items.remove(0));
    assertCounts(50, 1, 49, 0, build(items));
    assertRight(items);
    assertCounts(1, 0, 1, 0, build(items.subList(0, 1)));
    assertRight(items.subList(0, 1));
    assertCounts(0, 0, 0, 0, build(List.of()));
    assertRight(List.of());
  }

  @Test
  void whereNoTextIsNewTheModelIsNotEvenOpened() throws IOException {
    List<Item> items = items(20);
    build(items);
    byte[] before = Files.readAllBytes(output().resolve("vectors.vec"));
    items.replaceAll(i -> new Item(i.id(), "titled", i.description(), List.of("x"), Map.of()));
    BuildReport report = build(items);
    assertCounts(20, 0, 20, 0, report);
    assertEquals(0, opened);
    assertArrayEquals(before, Files.readAllBytes(output().resolve("vectors.vec")));
  }

  @Test
  void equalTextsAreEncodedOnce() throws IOException {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      items.add(item("i" + i, "text " + i % 7));
    }
    assertCounts(5_000, 7, 0, 4_993, build(items));
    assertEquals(7, asked.size());
    assertRight(items);
  }

  @Test
  void anotherModelEncodesAllAndTheFirstOneAgainToo() throws IOException {
    List<Item> items = items(30);
    build(items);
    model = "two";
    assertCounts(30, 30, 0, 0, build(items));
    assertRight(items);
    items.set(0, item("i0", "other"));
    model = "one";
    assertCounts(30, 30, 0, 0, build(items));
    assertRight(items);
  }

  @Test
  void textsThatLostTheirEndAreCountedThoughTheyAreNotEncodedAgain() throws IOException {
    List<Item> items = items(20);
    items.set(4, item("i4", "x".repeat(LONGEST + 1)));
    items.set(5, item("i5", "x".repeat(LONGEST + 1)));
    items.set(9, item("i9", "y".repeat(LONGEST + 1)));
    assertEquals(3L, counts(build(items)).get("truncated"));
    items.add(0, item("new", "z".repeat(LONGEST + 1)));
    assertEquals(4L, counts(build(items)).get("truncated"));
    items.remove(5);
    assertEquals(3L, counts(build(items)).get("truncated"));
    assertEquals(List.of(), asked);
  }

  @Test
  void fromADamagedOutputNothingIsTaken() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    List<Item> items = items(40);
    int round = 0;
    build(items);
    for (String damaged :
        List.of(
            "vectors.vec gone",
            "vectors.vec cut",
            "vectors.vec flipped",
            "texts.sha gone",
            "texts.sha flipped",
            "encode.json flipped",
            "stage.json gone",
            "stage.json cut")) {
      String how = damaged.substring(damaged.indexOf(' ') + 1);
      Path file = output().resolve(damaged.substring(0, damaged.indexOf(' ')));
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      if (how.equals("flipped")) {
        bytes[random.nextInt(bytes.length)] ^= 1;
        Files.write(file, bytes);
      } else if (how.equals("cut")) {
        Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      }
      items.set(0, item("i0", "round " + round++));
      assertCounts(40, 40, 0, 0, build(items));
      assertRight(items);
    }
  }

  @Test
  void aRecordThatWasChangedOrMovedIsNotBelievedThoughItsFilesAreWhole() throws IOException {
    List<Item> items = items(10);
    build(items);
    Path record = output().resolve("stage.json");
    String text = Files.readString(record);
    assertTrue(text.contains("import/catalogue.jsonl\" : \""), text);
    Files.writeString(record, text.replace("catalogue.jsonl\" : \"", "catalogue.jsonl\" : \"0"));
    items.set(0, item("i0", "new"));
    assertCounts(10, 10, 0, 0, build(items));
    Files.move(output(), output().resolveSibling("0123456789abcdef"));
    items.set(0, item("i0", "newer"));
    assertCounts(10, 10, 0, 0, build(items));
    assertRight(items);
  }

  @Test
  void whatAnUnfinishedBuildHadEncodedIsTakenToo() throws IOException {
    List<Item> items = items(30);
    PlanBuild.run(workspace, plan(items), BuildOptions.defaults().only("encode"));
    items.set(0, item("i0", "new"));
    assertCounts(30, 1, 29, 0, build(items));
  }

  @Test
  void afterAFailureTheNextBuildTakesFromTheLastWholeOutput() throws IOException {
    List<Item> items = items(30);
    build(items);
    items.set(0, item("i0", "new"));
    broken = true;
    StageException e = assertThrows(StageException.class, () -> build(items));
    assertEquals("encode/description", e.stage());
    broken = false;
    assertCounts(30, 1, 29, 0, build(items));
    assertRight(items);
    try (Stream<Path> files = Files.list(output())) {
      assertEquals(
          List.of("encode.json", "stage.json", "texts.sha", "vectors.vec"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  private void assertRight(List<Item> items) throws IOException {
    try (VectorFile vectors = VectorFile.open(output().resolve("vectors.vec"))) {
      vectors.verify();
      assertEquals(items.stream().map(Item::id).toList(), vectors.ids());
      for (int i = 0; i < items.size(); i++) {
        assertArrayEquals(vector(model, items.get(i).description()), vectors.row(i));
      }
    }
  }

  private static void assertCounts(
      long texts, long encoded, long reused, long repeated, BuildReport report) {
    Map<String, Long> counts = counts(report);
    assertEquals(texts, counts.get("texts"), counts::toString);
    assertEquals(encoded, counts.get("encoded"), counts::toString);
    assertEquals(reused, counts.get("reused"), counts::toString);
    assertEquals(repeated, counts.get("repeated"), counts::toString);
  }

  private static Map<String, Long> counts(BuildReport report) {
    return report.stages().getLast().counts();
  }

  /** The only output there is after a build that published. */
  private Path output() throws IOException {
    try (Stream<Path> outputs = Files.list(workspace.resolve("stages/encode/description"))) {
      List<Path> all = outputs.toList();
      assertEquals(1, all.size());
      return all.get(0);
    }
  }

  private static List<Item> items(int count) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item("i" + i, "text " + i));
    }
    return items;
  }

  private static Item item(String id, String text) {
    return new Item(id, "", text, List.of(), Map.of());
  }

  private static float[] vector(String model, String text) {
    Random random = new Random((model + text).hashCode());
    float[] vector = new float[DIMS];
    for (int i = 0; i < DIMS; i++) {
      vector[i] = random.nextFloat();
    }
    return vector;
  }

  private BuildReport build(List<Item> items) throws IOException {
    asked.clear();
    opened = 0;
    return PlanBuild.run(workspace, plan(items), BuildOptions.defaults());
  }

  private StagePlan plan(List<Item> items) throws IOException {
    Path catalogue = folder.resolve("catalogue.jsonl");
    CatalogueFiles.write(catalogue, items);
    Path manifest = folder.resolve(model + ".json");
    Json.write(manifest, manifest(model));
    return new StagePlan(
        List.of(
            new StagePlan.Step(
                "import",
                Set.of(),
                outputs -> List.of(new Copy("import", "catalogue.jsonl", catalogue))),
            new StagePlan.Step(
                "model",
                Set.of(),
                outputs -> List.of(new Copy("model", EncoderManifest.FILE_NAME, manifest))),
            new StagePlan.Step(
                "encode",
                Set.of("import", "model"),
                outputs -> List.of(new EncodeStage("description", this::open)))));
  }

  private static EncoderManifest manifest(String name) {
    EncoderManifest.ModelFile file = new EncoderManifest.ModelFile(1, Hashes.sha256(name));
    return new EncoderManifest(
        name,
        "here",
        "Apache-2.0",
        DIMS,
        DIMS,
        Pooling.MEAN,
        true,
        16,
        "",
        "",
        Map.of(EncoderManifest.MODEL, file, EncoderManifest.TOKENIZER, file));
  }

  private TextEncoder open(Path modelFolder) {
    opened++;
    EncoderManifest manifest;
    try {
      manifest = Json.read(modelFolder.resolve(EncoderManifest.FILE_NAME), EncoderManifest.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertTrue(manifest.name().equals(model), manifest.name());
    return new TextEncoder() {
      @Override
      public EncoderManifest manifest() {
        return manifest;
      }

      @Override
      public Encoded encode(List<String> texts, Role role, LongConsumer done) {
        if (broken) {
          throw new IllegalStateException("the model broke");
        }
        asked.addAll(texts);
        float[][] vectors = new float[texts.size()][];
        boolean[] cut = new boolean[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
          vectors[i] = vector(manifest.name(), texts.get(i));
          cut[i] = texts.get(i).length() > LONGEST;
        }
        done.accept(vectors.length);
        return new Encoded(vectors, cut);
      }

      @Override
      public void close() {}
    };
  }

  /** A stage that takes over a file. */
  private record Copy(String name, String file, Path from) implements Stage {
    @Override
    public int format() {
      return 1;
    }

    @Override
    public List<StageInput> inputs() {
      return List.of(new StageInput.External(file, from));
    }

    @Override
    public Map<String, String> options() {
      return Map.of();
    }

    @Override
    public void run(StageContext context) throws IOException {
      Files.copy(context.input(file), context.folder().resolve(file));
    }
  }
}
