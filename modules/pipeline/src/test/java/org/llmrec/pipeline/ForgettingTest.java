package org.llmrec.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.journal.ItemChange;
import org.llmrec.core.journal.ItemJournal;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.forget.Forgotten;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.build.BuildReport;
import org.llmrec.pipeline.config.InitOptions;
import org.llmrec.pipeline.enrich.EnrichOptions;
import org.llmrec.pipeline.enrich.Enrichment;
import org.llmrec.pipeline.forget.Forgetting;
import org.llmrec.retrieve.CatalogueIndex;

/** What somebody asked to be forgotten is nowhere in the workspace after the next build. */
class ForgettingTest {
  private static final String ITEM = "b4-zanzibar";
  private static final String LIVE = "b5-quixote";
  private static final String USER = "u3-pimpernel";

  /** Of what these are made of, nothing else in the workspace has a part. */
  private static final Set<String> TRACES =
      Set.of("zanzibar", "quixote", "pimpernel", "Ornithopter", "kumquat", "wombats");

  @TempDir private Path folder;

  @Test
  void nothingOfItemsAndPeopleIsLeftAfterTheNextBuild() throws IOException {
    Path ws = workspace();
    Build.run(Workspace.open(ws), BuildOptions.defaults());
    try (ItemJournal journal = ItemJournal.open(ws, 0)) {
      journal.append(
          List.of(
              new ItemChange.Put(
                  new Item(LIVE, "Ornithopter", "A live item.", List.of(), Map.of()))));
    }
    Build.run(Workspace.open(ws), BuildOptions.defaults());
    assertEquals(TRACES, traces(ws));
    byte[] texts = vector(ws, ITEM);
    assertTrue(cacheHas(texts));

    Forgetting.Result done =
        Forgetting.run(Workspace.open(ws), Set.of(ITEM, LIVE, "b7777"), Set.of(USER));
    BuildReport built = Build.run(Workspace.open(ws), BuildOptions.defaults());

    // Its description, its answer, and the description of the live item.
    assertEquals(new Forgetting.Result(4, 1, 1, 3, Set.of("b7777")), done);
    assertFalse(cacheHas(texts));
    assertTrue(built.published());
    assertEquals(Set.of(), traces(ws));
    assertEquals(TinyCatalogue.ITEMS - 1, indexed(ws).size());
    assertFalse(indexed(ws).contains(ITEM));

    // And stays away, whatever is read again.
    Files.writeString(folder.resolve("ratings.csv"), "u1,b2,4.0,2000\n", StandardOpenOption.APPEND);
    Enrichment.of(Workspace.open(ws))
        .importAnswers(
            List.of(folder.resolve("imported.jsonl")), true, false, EnrichOptions.defaults());
    Build.run(Workspace.open(ws), BuildOptions.defaults());
    assertEquals(Set.of(), traces(ws));
  }

  @Test
  void aDamagedListOfWhatIsForgottenBringsNothingBack() throws IOException {
    Path ws = workspace();
    Forgetting.run(Workspace.open(ws), Set.of(ITEM), Set.of());
    Path file = Forgotten.file(ws);
    Files.writeString(file, Files.readString(file).replaceFirst("[0-9a-f]{8}", "00000000"));

    CorruptFileException refused =
        assertThrows(
            CorruptFileException.class,
            () -> Build.run(Workspace.open(ws), BuildOptions.defaults()));

    assertEquals(file, refused.file());
  }

  @Test
  void nothingToForgetIsAnError() throws IOException {
    Path ws = workspace();

    assertThrows(
        ConfigException.class, () -> Forgetting.run(Workspace.open(ws), Set.of(), Set.of()));
  }

  /** Of each source of foreign records some that name the item or the person, also broken ones. */
  private Path workspace() throws IOException {
    Path items = folder.resolve("items.jsonl");
    TinyCatalogue.writeItems(items);
    Files.writeString(
        items,
        Files.readString(items)
            .replace("\"b4\"", "\"" + ITEM + "\"")
            .replace("Volume 4 of", "Volume 4, with wombats, of"));
    Path ratings = folder.resolve("ratings.csv");
    TinyCatalogue.writeRatings(ratings, 7);
    Files.writeString(
        ratings,
        Files.readString(ratings).replace(",b4,", "," + ITEM + ",").replace("u3,", USER + ",")
            + USER
            + ",b2,no number,1000\n");
    Path answers = folder.resolve("answers.jsonl");
    TinyCatalogue.writeAnswers(answers, List.of("rec-tag"));
    Files.writeString(
        folder.resolve("imported.jsonl"),
        "{\"item\": \""
            + ITEM
            + "\", \"prompt\": \"tag\", \"answer\": \"kumquat\", \"model\": \"none\","
            + " \"date\": \"2026-01-01\"}\n");
    Path ws = folder.resolve("ws");
    Workspace.init(ws, InitOptions.of(items, ratings).answers(List.of(answers)));
    Path config = ws.resolve("llmrec.yaml");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("train:", "train:\n  max-epochs: 2\n  dims: 8")
            .replaceFirst("# cache: false.*", "cache: " + folder.resolve("cache")));
    Enrichment.of(Workspace.open(ws))
        .importAnswers(
            List.of(folder.resolve("imported.jsonl")), false, false, EnrichOptions.defaults());
    return ws;
  }

  /** Of its description, as a file has it. */
  private static byte[] vector(Path ws, String item) throws IOException {
    Path file;
    try (Stream<Path> files = Files.walk(ws.resolve("stages/encode/description"))) {
      file = files.filter(each -> each.endsWith("vectors.vec")).findFirst().orElseThrow();
    }
    try (VectorFile vectors = VectorFile.open(file)) {
      float[] vector = vectors.row(vectors.row(item));
      ByteBuffer bytes =
          ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      return bytes.array();
    }
  }

  private boolean cacheHas(byte[] vector) throws IOException {
    String wanted = new String(vector, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        if (all.contains(wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<String> indexed(Path ws) throws IOException {
    Path lucene;
    try (Stream<Path> files = Files.walk(ws.resolve("stages"))) {
      lucene = files.filter(file -> file.endsWith("lucene")).findFirst().orElseThrow();
    }
    try (CatalogueIndex index = CatalogueIndex.open(lucene)) {
      return IntStream.range(0, index.size()).mapToObj(index::id).toList();
    }
  }

  /** Which of the words stand in any file of the workspace, as UTF-8. */
  private static Set<String> traces(Path ws) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ws)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        TRACES.stream().filter(bytes::contains).forEach(found::add);
      }
    }
    return found;
  }
}
