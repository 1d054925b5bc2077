package org.llmrec.rerank.tallrec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Interaction;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.json.Json;
import org.llmrec.data.split.Part;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** Samples and how they are dealt out. */
class TallrecFilesTest {
  private static final String QUESTION = "Whether the user will like the target ";

  @TempDir Path folder;

  @Test
  void aSampleHasTheReleasedFieldsAndAnEmptyListStaysEmpty() {
    TallrecSample film =
        TallrecSample.of(
            "movie",
            List.of("\"Paris, Texas (1984)\"", "\"Dave (1993)\""),
            List.of(),
            "\"X\"",
            true);
    assertEquals(
        "{\"instruction\":\"Given the user's preference and unpreference, identify whether the user"
            + " will like the target movie by answering \\\"Yes.\\\" or \\\"No.\\\".\","
            + "\"input\":\"User Preference: \\\"Paris, Texas (1984)\\\", \\\"Dave (1993)\\\"\\n"
            + "User Unpreference: \\nWhether the user will like the target movie \\\"X\\\"?\","
            + "\"output\":\"Yes.\"}",
        Json.line(film));
    String prompt = TallrecTemplate.ALPACA.prompt(film);
    assertTrue(prompt.contains("\n\n### Input:\nUser Preference: \"Paris"), prompt);
    assertTrue(prompt.endsWith("\"X\"?\n\n### Response:\n"), prompt);
  }

  @Test
  void aBookIsNamedWithItsAuthorAndTheTargetIsQuotedOnceMore() {
    Item book = new Item("1", "Sula", "", List.of(), Map.of("author", "Toni Morrison"));
    assertEquals("\"Sula\" written by Toni Morrison", TallrecForm.BOOK.entry(book));
    assertEquals(
        "\"\"Sula\" written by Toni Morrison\"",
        TallrecForm.BOOK.target(TallrecForm.BOOK.entry(book)));
    assertEquals("\"Sula\"", TallrecForm.MOVIE.target(TallrecForm.MOVIE.entry(book)));
    Item bare = new Item("2", "", "", List.of(), Map.of());
    assertEquals("\"2\"", TallrecForm.BOOK.entry(bare));
  }

  @Test
  void likedIsAboveTheThreshold() {
    assertTrue(!TallrecForm.MOVIE.liked(3) && TallrecForm.MOVIE.liked(4));
    assertTrue(!TallrecForm.BOOK.liked(5) && TallrecForm.BOOK.liked(6));
  }

  @Test
  void everyPositionFromTheTenthGivesAFilmSample() {
    for (int n = 0; n < 30; n++) {
      InteractionTable table = table(1, n, new Random(n));
      List<TallrecWindow> windows = TallrecWindows.of(table, TallrecForm.MOVIE, 42);
      assertEquals(Math.max(0, n - 10), windows.size());
      int[] rows = n == 0 ? new int[0] : table.rowsByUserInTime()[0];
      for (int i = 0; i < windows.size(); i++) {
        assertEquals(rows[i + 10], windows.get(i).target());
        for (int h = 0; h < 10; h++) {
          assertEquals(rows[i + h], windows.get(i).history()[h]);
        }
      }
    }
  }

  @Test
  void aReaderOfMoreThanThreeBooksGivesOneSample() {
    for (int n = 1; n < 15; n++) {
      List<TallrecWindow> windows =
          TallrecWindows.of(table(1, n, new Random(n)), TallrecForm.BOOK, 42);
      assertEquals(n > 3 ? 1 : 0, windows.size());
      if (n > 3) {
        Set<Integer> rows = new HashSet<>(Set.of(windows.get(0).target()));
        for (int row : windows.get(0).history()) {
          assertTrue(rows.add(row));
        }
        assertEquals(Math.min(n, 11), rows.size());
      }
    }
  }

  @Test
  void whatIsWrittenIsTheWindowsAndTheirLabels() throws IOException {
    InteractionTable table = table(1, 12, new Random(3));
    TallrecFiles files = files(TallrecCut.PUBLISHED, OptionalInt.empty());
    TallrecCounts counts = files.write(folder, table, entries(table));
    assertEquals(Map.of(Part.TRAIN, 1, Part.VALIDATION, 0, Part.TEST, 1), counts.samples());
    int[] rows = table.rowsByUserInTime()[0];
    TallrecSample last = read(Part.TEST).get(0);
    assertEquals(table.value(rows[11]) > 3, last.liked());
    String[] lines = last.input().split("\n", -1);
    assertEquals(3, lines.length);
    assertEquals(
        QUESTION + "movie \"t" + table.items().get(table.item(rows[11])) + "\"?", lines[2]);
    for (int i = 1; i < 11; i++) {
      String title = "\"t" + table.items().get(table.item(rows[i])) + "\"";
      assertTrue(lines[table.value(rows[i]) > 3 ? 0 : 1].contains(title), last.input());
    }
  }

  @Test
  void thePublishedCutKeepsTheLastTenThousandAndSplitsAUser() {
    InteractionTable table = table(40, 300, new Random(5));
    List<TallrecWindow> windows = TallrecWindows.of(table, TallrecForm.MOVIE, 42);
    Part[] parts = TallrecCut.PUBLISHED.parts(windows, table, 42);
    assertEquals(11_600, parts.length);
    assertEquals(8_000, count(parts, Part.TRAIN));
    assertEquals(1_000, count(parts, Part.VALIDATION));
    assertEquals(1_000, count(parts, Part.TEST));
    assertTrue(
        usersOf(windows, parts, Part.TRAIN).removeAll(usersOf(windows, parts, Part.VALIDATION)));
  }

  private static long count(Part[] parts, Part part) {
    return Stream.of(parts).filter(p -> p == part).count();
  }

  @Test
  void theCleanCutsShareNoUserOrNoTime() {
    for (long seed = 0; seed < 20; seed++) {
      InteractionTable table = table(30, 25, new Random(seed));
      List<TallrecWindow> windows = TallrecWindows.of(table, TallrecForm.MOVIE, seed);
      Part[] users = TallrecCut.USERS.parts(windows, table, seed);
      Set<Integer> seen = new HashSet<>();
      for (Part part : Part.values()) {
        Set<Integer> own = usersOf(windows, users, part);
        assertEquals(part == Part.TRAIN ? 24 : 3, own.size(), "seed " + seed);
        for (int user : own) {
          assertTrue(seen.add(user), "seed " + seed);
        }
      }
      Part[] time = TallrecCut.TIME.parts(windows, table, seed);
      long before = Long.MIN_VALUE;
      for (Part part : Part.values()) {
        long latest = before;
        for (int i = 0; i < time.length; i++) {
          if (time[i] == part) {
            assertTrue(table.time(windows.get(i).history()[0]) > before, "seed " + seed);
            latest = Math.max(latest, table.time(windows.get(i).target()));
          }
        }
        before = latest;
      }
    }
  }

  @Test
  void fewerShotsArePartOfMoreAndTheSeedDecides() throws IOException {
    InteractionTable table = table(30, 40, new Random(1));
    List<List<TallrecSample>> drawn = new ArrayList<>();
    for (int shots : new int[] {16, 64, 256}) {
      files(TallrecCut.USERS, OptionalInt.of(shots)).write(folder, table, entries(table));
      drawn.add(read(Part.TRAIN));
      assertEquals(shots, drawn.getLast().size());
    }
    assertEquals(drawn.get(0), drawn.get(1).subList(0, 16));
    assertEquals(drawn.get(1), drawn.get(2).subList(0, 64));
    ConfigException refusal =
        assertThrows(
            ConfigException.class,
            () ->
                files(TallrecCut.USERS, OptionalInt.of(10_000))
                    .write(folder, table, entries(table)));
    assertTrue(refusal.getMessage().contains("found 10000"), refusal.getMessage());
    assertTrue(Files.exists(folder.resolve("train.jsonl")));
  }

  @Test
  void withoutTimesNoSplitByTime() {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int i = 0; i < 12; i++) {
      rows.add(0, i, 4, Interaction.NO_TIME);
    }
    InteractionTable table =
        rows.build(
            Ids.of(List.of("u")),
            Ids.of(Stream.iterate(0, i -> i + 1).limit(12).map(i -> "i" + i).toList()));
    List<TallrecWindow> windows = TallrecWindows.of(table, TallrecForm.MOVIE, 42);
    assertThrows(ConfigException.class, () -> TallrecCut.TIME.parts(windows, table, 42));
  }

  private static TallrecFiles files(TallrecCut cut, OptionalInt shots) {
    return new TallrecFiles(TallrecForm.MOVIE, cut, 42, shots);
  }

  private List<TallrecSample> read(Part part) throws IOException {
    try (Stream<TallrecSample> lines = TallrecFiles.read(folder.resolve(TallrecFiles.name(part)))) {
      return lines.toList();
    }
  }

  private static Set<Integer> usersOf(List<TallrecWindow> windows, Part[] parts, Part part) {
    Set<Integer> users = new HashSet<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == part) {
        users.add(windows.get(i).user());
      }
    }
    return users;
  }

  private static Map<String, String> entries(InteractionTable table) {
    Map<String, String> entries = new HashMap<>();
    table.items().asList().forEach(id -> entries.put(id, TallrecForm.entry("t" + id)));
    return entries;
  }

  /** Users with so many rows each, at times that are drawn. */
  private static InteractionTable table(int users, int each, Random random) {
    Ids.Builder userIds = new Ids.Builder();
    Ids.Builder itemIds = new Ids.Builder();
    InteractionTable.Builder rows = new InteractionTable.Builder();
    int row = 0;
    for (int u = 0; u < users; u++) {
      for (int i = 0; i < each; i++) {
        // The row in the low digits, so that no time is there twice.
        long time = random.nextInt(1_000_000) * 100_000L + row;
        rows.add(userIds.add("u" + u), itemIds.add("i" + i), 1 + random.nextInt(5), time);
        row++;
      }
    }
    return rows.build(userIds.build(), itemIds.build());
  }
}
