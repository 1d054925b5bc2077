package org.llmrec.data.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.Rejects;

class QrelsTest {
  @TempDir Path folder;

  private final Rejects counting = Rejects.counting();

  private Qrels read(String text) throws IOException {
    return Qrels.read(Files.writeString(folder.resolve("qrels"), text), counting);
  }

  @Test
  void fourFieldsAsTrecWritesThem() throws IOException {
    Qrels qrels = read("301 0 FT-1 1\n301\t0\tFT-2  0\r\n\n302 Q0 FT-1 -1\n301 0 FT-1 1\n");
    assertEquals(Set.of("301", "302"), qrels.topics());
    assertEquals(Map.of("FT-1", 1, "FT-2", 0), qrels.of("301"));
    assertEquals(Map.of(), qrels.of("303"));
    assertEquals(new TreeSet<>(Set.of("FT-1")), qrels.relevantDocuments());
    assertEquals(3, qrels.size());
    assertEquals(0, counting.total());
  }

  @Test
  void threeFieldsAsBeirWritesThem() throws IOException {
    Qrels qrels = read("query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\td2\t1\n");
    assertEquals(Map.of("d1", 2, "d2", 1), qrels.of("q1"));
    assertEquals(0, counting.total());
  }

  @Test
  void badLinesAreRefused() throws IOException {
    Qrels qrels = read("1 0 d high\n1 0 d 1\n1 0 d 2\n1 2\n1 0 e 0.5\n1 0 f 1 1\n1 0 7\n");
    assertEquals(Map.of("d", 1), qrels.of("1"));
    assertEquals(Map.of("field-count", 3L, "not-a-number", 2L, "duplicate", 1L), counting.counts());
    String message =
        assertThrows(
                BadRecordException.class,
                () -> Qrels.read(folder.resolve("qrels"), Rejects.refusing()))
            .getMessage();
    assertTrue(message.contains("qrels:1: field 'grade'"), message);
    assertThrows(ConfigException.class, () -> read("nothing\n"));
    assertThrows(ConfigException.class, () -> Qrels.read(folder.resolve("none"), counting));
  }
}
