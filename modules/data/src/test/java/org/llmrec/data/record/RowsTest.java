package org.llmrec.data.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;

class RowsTest {
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private record Outcome(List<List<String>> rows, List<Long> lines, Rejects rejects, long read) {}

  private static Outcome all(Path file, Format format, int limit) throws IOException {
    Rejects rejects = Rejects.counting();
    List<List<String>> found = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    try (Rows rows = Rows.open(file, format, Encoding.AUTO, rejects, limit)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        List<String> cells = new ArrayList<>();
        for (String name : row.names()) {
          JsonNode value = row.field(name);
          cells.add(value == null ? "" : value.asText());
        }
        found.add(cells);
        lines.add(row.line());
      }
      assertEquals(rows.read(), found.size() + rejects.total());
      return new Outcome(found, lines, rejects, rows.read());
    }
  }

  private static Outcome all(Path file) throws IOException {
    return all(file, Format.AUTO, Limits.RECORD_BYTES);
  }

  @Test
  void csvQuotesMaySpanLinesAndLineNumbersStayRight() throws IOException {
    Outcome outcome = all(file("a.csv", "\uFEFFa,b\r\n1,\"x, \"\"y\"\"\r\nz\"\r\n\r\n2,w\r\n"));
    assertEquals(List.of(List.of("1", "x, \"y\"\nz"), List.of("2", "w")), outcome.rows());
    assertEquals(List.of(2L, 5L), outcome.lines());
  }

  @Test
  void aQuoteThatIsNeverClosedCostsItsOwnLineOnly() throws IOException {
    Outcome outcome = all(file("a.csv", "a,b\n1,\"open\n2,x\n3,y\n"));
    assertEquals(List.of(List.of("2", "x"), List.of("3", "y")), outcome.rows());
    assertEquals(Map.of("bad-quotes", 1L), outcome.rejects().counts());
  }

  @Test
  void textAfterAClosingQuoteCostsItsOwnLineOnly() throws IOException {
    Outcome outcome = all(file("a.csv", "a,b\n1,\"open\n2,\"x\"\n3,y\n"));
    assertEquals(List.of(List.of("2", "x"), List.of("3", "y")), outcome.rows());
    assertEquals(Map.of("bad-quotes", 1L), outcome.rejects().counts());
  }

  @Test
  void aFileFullOfOpenQuotesEndsSoon() throws IOException {
    // Read again from every line, this would take minutes.
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 60_000; i++) {
      text.append("x\",\"z\n");
    }
    Outcome outcome = all(file("a.csv", text.toString()));
    assertEquals(List.of(), outcome.rows());
    assertTrue(outcome.rejects().total() > 0);
  }

  @Test
  void fieldsThatDoNotMatchTheHeaderAreRefused() throws IOException {
    Outcome outcome = all(file("a.csv", "a,b\n1\n1,2\n1,2,3\n"));
    assertEquals(List.of(List.of("1", "2")), outcome.rows());
    assertEquals(Map.of("field-count", 2L), outcome.rejects().counts());
  }

  @Test
  void theDelimiterIsFoundOut() throws IOException {
    List<List<String>> wanted = List.of(List.of("1", "x"));
    assertEquals(wanted, all(file("a.tsv", "a\tb\n1\tx\n")).rows());
    assertEquals(wanted, all(file("a.csv", "a;b\n1;x\n")).rows());
    assertEquals(wanted, all(file("a.txt", "a\tb\n1\tx\n")).rows());
    assertEquals(wanted, all(file("b.txt", "{\"a\":1,\"b\":\"x\"}\n")).rows());
  }

  @Test
  void linesThatAreNoObjectsAreRefusedEachForItsReason() throws IOException {
    Path file = folder.resolve("a.jsonl");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        "{\"a\":1}\n{\"a\":\n[1]\n\n{\"a\":1,\"a\":2}\n{} {}\n".getBytes(StandardCharsets.UTF_8));
    out.writeBytes(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xC3, '"', '}', '\n'});
    out.writeBytes(("[".repeat(100_000) + "\n").getBytes(StandardCharsets.UTF_8));
    out.writeBytes("{\"a\":\"\uFFFD\"}".getBytes(StandardCharsets.UTF_8));
    Files.write(file, out.toByteArray());
    Outcome outcome = all(file);
    assertEquals(List.of(List.of("1"), List.of("\uFFFD")), outcome.rows());
    assertEquals(List.of(1L, 9L), outcome.lines());
    assertEquals(
        Map.of("not-json", 3L, "not-an-object", 1L, "not-utf8", 1L, "too-deep", 1L),
        outcome.rejects().counts());
  }

  @Test
  void aLineBeyondTheLimitIsPassedOver() throws IOException {
    String longText = "x".repeat(200_000);
    Path file = file("a.jsonl", "{\"a\":\"" + longText + "\"}\n{\"a\":\"y\"}\n");
    Outcome outcome = all(file, Format.AUTO, 150_000);
    assertEquals(List.of(List.of("y")), outcome.rows());
    assertEquals(Map.of("too-long", 1L), outcome.rejects().counts());
    assertEquals(2, all(file, Format.AUTO, 200_008).rows().size());
  }

  @Test
  void whatIsNoSuchFileIsSaid() throws IOException {
    Path array = file("a.json", "[\n{\"a\":1}\n]");
    assertTrue(
        assertThrows(ConfigException.class, () -> all(array)).getMessage().contains("JSON array"));
    Path empty = file("a.csv", "");
    assertTrue(
        assertThrows(ConfigException.class, () -> all(empty)).getMessage().contains("empty file"));
    Path twice = file("b.csv", "a,a\n1,2\n");
    assertTrue(
        assertThrows(ConfigException.class, () -> all(twice)).getMessage().contains("twice"));
    Path absent = folder.resolve("none.csv");
    assertTrue(
        assertThrows(ConfigException.class, () -> all(absent)).getMessage().contains("nothing"));
    Path gzip = folder.resolve("a.jsonl.gz");
    Files.write(gzip, new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertTrue(
        assertThrows(CorruptFileException.class, () -> all(gzip)).getMessage().contains("gzip"));
    Path zip = folder.resolve("a.zip");
    Files.write(zip, new byte[] {'P', 'K', 3, 4});
    assertTrue(assertThrows(ConfigException.class, () -> all(zip)).getMessage().contains("zip"));
  }

  @Test
  void strictStopsAtTheFirstAndSaysWhere() throws IOException {
    Path file = file("a.csv", "a,b\n1,2\n1\n1\n");
    Path written = folder.resolve("rejects.jsonl");
    try (Rejects rejects = Rejects.writingTo(written, true);
        Rows rows = Rows.open(file, Format.AUTO, rejects)) {
      rows.next();
      String message = assertThrows(BadRecordException.class, rows::next).getMessage();
      assertTrue(message.contains(file + ":3: "), message);
    }
    assertEquals(1, Files.readAllLines(written).size());
  }

  @Test
  void everyCorruptedRecordIsCountedOnce() throws IOException {
    long seed = 20261125;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      boolean json = round % 2 == 0;
      StringBuilder text = new StringBuilder(json ? "" : "id,name\n");
      for (int i = 0; i < 30; i++) {
        text.append(json ? "{\"id\":" + i + ",\"name\":\"n, é\"}\n" : i + ",\"n, \"\"é\"\"\nx\"\n");
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      // The header stays whole: damaged, the file as a whole is refused.
      int from = json ? 0 : 8;
      for (int hits = random.nextInt(12); hits > 0; hits--) {
        byte[] nasty = {'"', '\n', ',', '{', '\\', 0, (byte) 0xC3, (byte) 0xFF, '\r', 'x'};
        bytes[random.nextInt(from, bytes.length)] = nasty[random.nextInt(nasty.length)];
      }
      Path file = Files.write(folder.resolve("damaged"), bytes);
      Format format = json ? Format.JSONL : Format.CSV;
      Outcome outcome = all(file, format, 1 << 20);
      assertTrue(outcome.read() > 0, "seed " + seed + " round " + round);
    }
  }

  @Test
  void excerptsAreShortAndPrintable() {
    String clipped = Rejects.clip("a\u0007\n\u009b" + "b".repeat(500));
    assertEquals("a   " + "b".repeat(196) + "…", clipped);
    assertEquals("?", Rejects.clip("\uD83D"));
    assertEquals("😀", Rejects.clip("😀"));
  }

  @Test
  void theNearestNameIsFound() {
    assertEquals(Optional.of("encoder"), Nearest.of("encodr", List.of("train", "encoder")));
    assertEquals(Optional.of("movieId"), Nearest.of("movieid", List.of("userId", "movieId")));
    assertEquals(Optional.empty(), Nearest.of("zzz", List.of("train", "encoder")));
  }
}
