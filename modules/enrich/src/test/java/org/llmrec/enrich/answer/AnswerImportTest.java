package org.llmrec.enrich.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.data.catalogue.CatalogueImport;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;

class AnswerImportTest {
  private static final Path ROOT = Path.of(System.getProperty("llmrec.root", "."));
  private static final Ids ITEMS = Ids.of(List.of("7", "b,1", "3"));

  @TempDir Path folder;

  private Path out() {
    return folder.resolve("answers.jsonl");
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines));
  }

  private static String line(String item, String prompt, String answer) {
    return "{\"item\":"
        + item
        + ",\"prompt\":\""
        + prompt
        + "\",\"answer\":\""
        + answer
        + "\",\"model\":\"m\",\"date\":\"2026-11-24\"}";
  }

  private AnswerCounts run(Rejects rejects, Path... files) throws IOException {
    return AnswerImport.run(List.of(files), ITEMS, out(), rejects, Progress.silent());
  }

  private static List<Answer> read(Path file) throws IOException {
    try (Stream<Answer> answers = AnswerFiles.stream(file)) {
      return answers.toList();
    }
  }

  @Test
  void answersLeaveInTheOrderOfTheCatalogueAndThePrompts() throws IOException {
    Path first = file("a.jsonl", line("3", "tag", "x, y"), line("7", "rec-tag", "r"), "");
    Path second =
        file(
            "b.jsonl",
            "{\"item\":\"b,1\",\"prompt\":\"eng\",\"version\":2,\"answer\":\"e\",\"model\":\"n\",\"date\":\"d\",\"neighbours\":[7,\"3\"],\"graph\":\"g\",\"extra\":1}",
            line("7", "tag", "t\\nu"));
    AnswerCounts counts = run(Rejects.counting(), first, second);
    List<Answer> answers = read(out());
    assertEquals(
        List.of(
            new Answer("7", "tag", 0, "t\nu", "m", "2026-11-24", List.of(), ""),
            new Answer("7", "rec-tag", 0, "r", "m", "2026-11-24", List.of(), ""),
            new Answer("b,1", "eng", 2, "e", "n", "d", List.of("7", "3"), "g"),
            new Answer("3", "tag", 0, "x, y", "m", "2026-11-24", List.of(), "")),
        answers);
    assertEquals(List.of("tag", "rec-tag", "eng"), List.copyOf(counts.prompts().keySet()));
    assertEquals(
        new PromptCoverage(2, 2.0 / 3, new TreeSet<>(Set.of(0)), new TreeSet<>(Set.of("m"))),
        counts.prompts().get("tag"));
    assertEquals(new TreeSet<>(Set.of(2)), counts.prompts().get("eng").versions());
    byte[] once = Files.readAllBytes(out());
    run(Rejects.refusing(), Files.copy(out(), folder.resolve("again.jsonl")));
    assertEquals(
        new String(once, StandardCharsets.UTF_8),
        Files.readString(out()),
        "read and written again");
  }

  @Test
  void badAnswersAreRefusedEachForItsReason() throws IOException {
    Path file =
        file(
            "a.jsonl",
            line("7", "tag", "first"),
            line("7", "tag", "second"),
            line("99", "tag", "x"),
            line("7", "recc-tag", "x"),
            line("7", "../../etc", "x"),
            line("7", "infer", "  "),
            "{\"item\":7,\"prompt\":\"infer\",\"answer\":\"x\",\"date\":\"d\"}",
            "{\"item\":7,\"prompt\":\"infer\",\"answer\":[1],\"model\":\"m\",\"date\":\"d\"}",
            "{\"item\":7,\"prompt\":\"infer\",\"answer\":\"x\",\"model\":\"m\",\"date\":\"d\",\"version\":1.5}",
            "{\"item\":7,\"prompt\":\"infer\",\"answer\":\"x\",\"model\":\"m\",\"date\":\"d\",\"neighbours\":7}",
            "nothing");
    Path written = folder.resolve("rejects.jsonl");
    try (Rejects rejects = Rejects.writingTo(written, false)) {
      AnswerCounts counts = run(rejects, file);
      assertEquals(11, counts.read());
      assertEquals(1, counts.accepted());
      assertEquals(10, counts.rejected());
      assertEquals(
          Map.of(
              "duplicate", 1L,
              "unknown-item", 1L,
              "unknown-prompt", 2L,
              "missing", 2L,
              "wrong-type", 3L,
              "not-json", 1L),
          rejects.counts());
    }
    assertEquals("first", read(out()).getFirst().answer());
    assertTrue(Files.readAllLines(written).get(2).contains("did you mean 'rec-tag'?"));
  }

  @Test
  void nothingIsLeftBehindWhenItFails() throws IOException {
    Path file = file("a.jsonl", line("7", "tag", "x"), "oops");
    assertThrows(BadRecordException.class, () -> run(Rejects.refusing(), file));
    Path absent = folder.resolve("none.jsonl");
    assertThrows(ConfigException.class, () -> run(Rejects.counting(), file, absent));
    assertFalse(Files.exists(out()));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  void damageIsCountedNotGuessedAt() throws IOException {
    long seed = 99;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 40; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        text.append(line("7", "tag", "é" + i)).append('\n');
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      for (int hits = random.nextInt(10); hits > 0; hits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("damaged.jsonl"), bytes);
      AnswerCounts counts = run(Rejects.counting(), file);
      assertEquals(
          counts.read(), counts.accepted() + counts.rejected(), "seed " + seed + " round " + round);
      assertEquals(counts.accepted(), read(out()).size(), "seed " + seed + " round " + round);
    }
  }

  @Test
  void aDamagedFileOfAnswersIsRefused() throws IOException {
    run(Rejects.counting(), file("a.jsonl", line("7", "tag", "x")));
    Files.writeString(out(), Files.readString(out()).replace("\"x\"", "\" \""));
    assertThrows(CorruptFileException.class, () -> read(out()));
    Files.writeString(out(), "null\n");
    assertThrows(CorruptFileException.class, () -> read(out()));
  }

  @Test
  void theRecordedAnswersToFilmsAreRead() throws IOException {
    Path data = ROOT.resolve("../shared/data/movielens-small");
    Assumptions.assumeTrue(Files.isRegularFile(data.resolve("enrichment.jsonl")), "no MovieLens");
    Ids films =
        CatalogueImport.run(
                CatalogueSource.of(data.resolve("items.jsonl")),
                folder.resolve("catalogue.jsonl"),
                Rejects.refusing(),
                Progress.silent())
            .items();
    AnswerCounts counts =
        AnswerImport.run(
            List.of(data.resolve("enrichment.jsonl")),
            films,
            out(),
            Rejects.refusing(),
            Progress.silent());
    assertEquals(9_012, counts.accepted());
    assertEquals(
        List.of("rec-paraphrase", "rec-tag", "rec-infer"), List.copyOf(counts.prompts().keySet()));
    assertEquals(3_004, counts.prompts().get("rec-tag").answers());
    assertEquals("1", read(out()).getFirst().item());
  }
}
