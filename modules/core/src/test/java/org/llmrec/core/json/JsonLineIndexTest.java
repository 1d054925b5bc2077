package org.llmrec.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.CorruptFileException;

class JsonLineIndexTest {
  private static final long SEED = 20261129;

  @TempDir Path folder;

  /** A line. */
  record Row(String id, String text) {}

  private JsonLineIndex open(Path file) throws IOException {
    return JsonLineIndex.open(
        file,
        (number, line, length) ->
            Json.mapper()
                .readTree(new String(line, 0, length, StandardCharsets.UTF_8))
                .path("id")
                .asText(),
        "write it again");
  }

  @Test
  void findsWhatAMapWouldFind() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 10; round++) {
      Map<String, String> expected = new LinkedHashMap<>();
      StringBuilder lines = new StringBuilder();
      int rows = random.nextInt(3_000);
      for (int i = 0; i < rows; i++) {
        String id = "ü" + random.nextInt(2_000);
        String text = "x".repeat(random.nextInt(200)) + i;
        // Of two lines with one id the first is found.
        expected.putIfAbsent(id, text);
        lines.append(Json.line(new Row(id, text))).append('\n');
      }
      Path file = folder.resolve("rows-" + round + ".jsonl");
      Files.writeString(file, lines);
      try (JsonLineIndex index = open(file)) {
        assertEquals(rows, index.size());
        for (int id = 0; id < 2_000; id++) {
          assertEquals(
              Optional.ofNullable(expected.get("ü" + id)),
              index.find("ü" + id, Row.class, Row::id).map(Row::text),
              "seed " + SEED + ", round " + round + ", id " + id);
        }
      }
    }
  }

  @Test
  void aFileThatIsCutOrMissingSaysWhatToDo() throws IOException {
    Path cut = folder.resolve("cut.jsonl");
    Files.writeString(cut, "{\"id\":\"a\",\"text\":\"\"}\n{\"id\":\"b\"");
    for (Path file : new Path[] {cut, folder.resolve("nowhere.jsonl")}) {
      CorruptFileException e = assertThrows(CorruptFileException.class, () -> open(file));
      assertTrue(e.getMessage().endsWith("write it again"), e::getMessage);
    }
  }

  @Test
  void aFileThatChangesUnderItIsNoticed() throws IOException {
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(file, "{\"id\":\"a\",\"text\":\"one\"}\n");
    try (JsonLineIndex index = open(file)) {
      Files.writeString(file, "{\"id\";\"a\",\"text\":\"one\"}\n");
      assertThrows(CorruptFileException.class, () -> index.find("a", Row.class, Row::id));
    }
  }

  @Test
  void nothingIsFoundAfterClose() throws IOException {
    Path file = folder.resolve("rows.jsonl");
    Files.writeString(file, "{\"id\":\"a\",\"text\":\"one\"}\n");
    JsonLineIndex index = open(file);
    index.close();
    index.close();
    assertThrows(IllegalStateException.class, () -> index.find("a", Row.class, Row::id));
  }
}
