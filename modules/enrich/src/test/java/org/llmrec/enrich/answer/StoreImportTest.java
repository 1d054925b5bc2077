package org.llmrec.enrich.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.catalogue.CatalogueImport;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.StoreRows;
import org.llmrec.enrich.store.StoredAnswer;

class StoreImportTest {
  private static final Path ROOT = Path.of(System.getProperty("llmrec.root", "."));
  private static final Ids ITEMS = Ids.of(List.of("7", "b,1", "3"));

  @TempDir Path folder;
  private final AnswerStore store = AnswerStores.inMemory();

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines));
  }

  private static String line(String item, String prompt, String answer) {
    return "{\"item\":\""
        + item
        + "\",\"prompt\":\""
        + prompt
        + "\",\"answer\":\""
        + answer
        + "\",\"model\":\"m\",\"date\":\"2026-11-24\"}";
  }

  private ImportCounts run(boolean replace, Path... files) throws IOException {
    return StoreImport.run(
        List.of(files),
        ITEMS,
        PromptTemplate.IDS,
        store,
        replace,
        Rejects.counting(),
        Progress.silent());
  }

  private String text(String item, String prompt) throws IOException {
    AnswerKey key = AnswerKey.imported(item, prompt);
    return store.find(List.of(key)).get(key).answer();
  }

  @Test
  void answersAreFoundByItemAndPromptWithAllThatWasNoted() throws IOException {
    Path file =
        file(
            "a.jsonl",
            "{\"item\":\"b,1\",\"prompt\":\"eng\",\"version\":2,\"answer\":\"e\",\"model\":\"n\",\"date\":\"last week\",\"neighbours\":[7,\"3\"],\"graph\":\"g\",\"extra\":1}");
    assertEquals(new ImportCounts(1, 1, 0, 0, 0), run(false, file));
    AnswerKey key = AnswerKey.imported("b,1", "eng");
    assertEquals(
        Map.of(
            key,
            new StoredAnswer(
                key,
                "b,1",
                "eng",
                2,
                "n",
                "",
                AnswerStatus.IMPORTED,
                "e",
                "",
                "",
                0,
                0,
                0,
                0,
                "last week",
                List.of("7", "3"),
                "g")),
        store.find(List.of(key)));
  }

  @Test
  void aSecondTimeChangesNothing() throws IOException {
    Path file =
        file(
            "a.jsonl",
            line("7", "tag", "first"),
            line("7", "tag", "second"),
            line("99", "tag", "x"),
            line("3", "infer", "y"));
    assertEquals(new ImportCounts(4, 2, 0, 0, 2), run(false, file));
    String revision = store.revision();
    assertEquals(new ImportCounts(4, 0, 2, 0, 2), run(false, file));
    assertEquals(new ImportCounts(4, 0, 2, 0, 2), run(true, file));
    assertEquals(revision, store.revision());
    assertEquals("first", text("7", "tag"));
  }

  @Test
  void anotherAnswerTakesThePlaceOnlyWhenAskedTo() throws IOException {
    run(false, file("a.jsonl", line("7", "tag", "old"), line("3", "tag", "same")));
    Path newer = file("b.jsonl", line("7", "tag", "new"), line("3", "tag", "same"));
    assertEquals(new ImportCounts(2, 0, 1, 1, 0), run(false, newer));
    assertEquals("old", text("7", "tag"));
    assertEquals(new ImportCounts(2, 1, 1, 0, 0), run(true, newer));
    assertEquals("new", text("7", "tag"));
  }

  @Test
  void ourOwnAnswersAreLeftAlone() throws IOException {
    StoredAnswer own = StoreRows.row("7", "tag", "ours");
    store.put(own).join();
    assertEquals(
        new ImportCounts(1, 1, 0, 0, 0), run(true, file("a.jsonl", line("7", "tag", "theirs"))));
    assertEquals(own, store.find(List.of(own.key())).get(own.key()));
  }

  @Test
  void whatWasReadBeforeAFailureStays() throws IOException {
    List<String> lines = new ArrayList<>();
    IntStream.range(0, 3).forEach(i -> lines.add(line(ITEMS.get(i), "tag", "x")));
    Path good = file("a.jsonl", lines.toArray(String[]::new));
    Path bad = file("b.jsonl", line("7", "eng", "x"), "oops");
    String empty = store.revision();
    assertThrows(
        BadRecordException.class,
        () ->
            StoreImport.run(
                List.of(good, bad),
                ITEMS,
                PromptTemplate.IDS,
                store,
                false,
                Rejects.refusing(),
                Progress.silent()));
    assertNotEquals(empty, store.revision());
    assertEquals("x", text("3", "tag"));
    assertThrows(ConfigException.class, () -> run(false, folder.resolve("none.jsonl")));
  }

  @Test
  void everyRecordIsCountedHoweverDamaged() throws IOException {
    long seed = 101;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 40; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        String prompt = PromptTemplate.IDS.get(random.nextInt(3));
        text.append(line(ITEMS.get(random.nextInt(3)), prompt, "é" + random.nextInt(3)))
            .append('\n');
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      for (int hits = random.nextInt(10); hits > 0; hits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("damaged.jsonl"), bytes);
      ImportCounts counts = run(random.nextBoolean(), file);
      assertEquals(
          counts.read(),
          counts.imported() + counts.unchanged() + counts.kept() + counts.rejected(),
          "seed " + seed + " round " + round);
    }
  }

  @Test
  void whatIsExportedCanBeImported() throws IOException {
    Path first = file("a.jsonl", line("7", "tag", "dark\\nslow"), line("3", "eng", "e"));
    run(false, first);
    AnswerLookup lookup = new AnswerLookup(store);
    List<FieldAnswer> fields = new ArrayList<>();
    for (Map<String, FieldAnswer> item :
        lookup.find(LookupItems.of("7", "b,1", "3"), Optional.empty(), List.of("tag", "eng"))) {
      fields.addAll(item.values());
    }
    Path out = folder.resolve("out.jsonl");
    assertEquals(new ExportCounts(2, 4), StoreExport.write(out, fields.stream()));
    try (AnswerStore other = AnswerStores.inMemory();
        Stream<StoredAnswer> ours = store.all()) {
      StoreImport.run(
          List.of(out),
          ITEMS,
          PromptTemplate.IDS,
          other,
          false,
          Rejects.refusing(),
          Progress.silent());
      try (Stream<StoredAnswer> theirs = other.all()) {
        assertEquals(ours.toList(), theirs.toList());
      }
    }
  }

  @Test
  void theRecordedAnswersToFilmsGiveThreeFieldsForThreeThousandOfThem() throws IOException {
    Path data = ROOT.resolve("../shared/data/movielens-small");
    Assumptions.assumeTrue(Files.isRegularFile(data.resolve("enrichment.jsonl")), "no MovieLens");
    Ids films =
        CatalogueImport.run(
                CatalogueSource.of(data.resolve("items.jsonl")),
                folder.resolve("catalogue.jsonl"),
                Rejects.refusing(),
                Progress.silent())
            .items();
    try (AnswerStore disk = AnswerStores.open(folder.resolve("answers"))) {
      for (ImportCounts expected :
          List.of(
              new ImportCounts(9_012, 9_012, 0, 0, 0), new ImportCounts(9_012, 0, 9_012, 0, 0))) {
        assertEquals(
            expected,
            StoreImport.run(
                List.of(data.resolve("enrichment.jsonl")),
                films,
                PromptTemplate.IDS,
                disk,
                false,
                Rejects.refusing(),
                Progress.silent()));
      }
      assertEquals(Map.of(AnswerStatus.IMPORTED, 9_012L), disk.counts().byStatus());
    }
  }
}
