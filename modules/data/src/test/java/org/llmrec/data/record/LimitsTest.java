package org.llmrec.data.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;

/** Files that are out to do harm cost little and are refused. */
class LimitsTest {
  @TempDir Path folder;

  private final Rejects rejects = Rejects.counting();

  private Path file(String name, String... parts) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (String part : parts) {
        out.write(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private long usable(Path file, Format format) throws IOException {
    long usable = 0;
    try (Rows rows = Rows.open(file, format, rejects)) {
      while (rows.next() != null) {
        usable++;
      }
      assertEquals(rows.read(), usable + rejects.total());
    }
    return usable;
  }

  @Test
  void aLineOfTenMegabytesIsARecordAndOneOfTwentyIsRefused() throws IOException {
    String ten = "x".repeat(10_000_000);
    Path file =
        file("a.jsonl", "{\"id\":\"", ten, "\"}\n{\"id\":\"", ten, ten, "\"}\n{\"id\":\"y\"}\n");
    assertEquals(2, usable(file, Format.AUTO));
    assertEquals(Map.of("too-long", 1L), rejects.counts());
  }

  @Test
  void aHeaderOfMillionsOfColumnsIsRefusedBeforeTheyAreMade() throws IOException {
    Path wide = file("a.csv", "a,".repeat(7_000_000), "\n1\n");
    String message =
        assertThrows(ConfigException.class, () -> usable(wide, Format.CSV)).getMessage();
    assertTrue(message.contains("at most 10,000 columns, found 7,000,001"), message);
    Path wider = file("b.csv", "c,".repeat(10_000_000), "\n1\n");
    message = assertThrows(ConfigException.class, () -> usable(wider, Format.CSV)).getMessage();
    assertTrue(message.contains("more than 16 MiB"), message);
    Path atomic = file("a.item", "a:token\t".repeat(1_000_000), "b:token\n1\n");
    message = assertThrows(ConfigException.class, () -> usable(atomic, Format.AUTO)).getMessage();
    assertTrue(message.contains("1,000,001"), message);
  }

  @Test
  void aLineOfMillionsOfFieldsIsARefusedRecord() throws IOException {
    Path file =
        file(
            "a.csv",
            "a,b\n1,2\n",
            ",".repeat(10_000_000),
            "\n\"",
            "\",\"".repeat(3_000_000),
            "\"\n3,4\n");
    assertEquals(2, usable(file, Format.CSV));
    assertEquals(Map.of("field-count", 2L), rejects.counts());
  }

  @Test
  void aMissingColumnIsSaidWithoutNamingThousands() throws IOException {
    StringBuilder header = new StringBuilder("a");
    for (int i = 0; i < 9_000; i++) {
      header.append(",column").append(i);
    }
    Path file = file("a.csv", header.toString(), "\n");
    Columns columns = new Columns(file, Map.of("id", List.of("id")), Map.of());
    try (Rows rows = Rows.open(file, Format.CSV, rejects)) {
      String message =
          assertThrows(
                  ConfigException.class,
                  () -> columns.check(rows.header().orElseThrow(), List.of("id")))
              .getMessage();
      assertTrue(message.contains("9001 in all") && message.length() < 2_000, message);
    }
  }

  @Test
  void jsonBeyondItsLimitsIsRefused() throws IOException {
    String deep = "{\"a\":" + "[".repeat(65) + "]".repeat(65) + "}\n";
    String many = "{\"a\":[" + "0,".repeat(7_000_000) + "0]}\n";
    StringBuilder fields = new StringBuilder("{\"f\":0");
    for (int i = 0; i < 110_000; i++) {
      fields.append(",\"f").append(i).append("\":0");
    }
    String digits = "{\"a\":" + "9".repeat(2_000) + "}\n";
    String name = "{\"" + "n".repeat(60_000) + "\":1}\n";
    Path file = file("a.jsonl", deep, many, fields + "}\n", digits, name, "{\"a\":1}\n");
    assertEquals(1, usable(file, Format.AUTO));
    assertEquals(Map.of("too-deep", 5L), rejects.counts());
  }

  @Test
  void aFileThatUnpacksToFarTooMuchIsRefusedOnTheWay() throws IOException {
    byte[] blank = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    for (String name : List.of("bomb.gz", "bomb.zst")) {
      Path file = folder.resolve(name);
      try (OutputStream raw = Files.newOutputStream(file);
          OutputStream out =
              name.endsWith("gz") ? new GZIPOutputStream(raw) : new ZstdOutputStream(raw)) {
        for (int i = 0; i < 100; i++) {
          out.write(blank);
          out.write('\n');
        }
      }
      String message =
          assertThrows(CorruptFileException.class, () -> usable(file, Format.CSV)).getMessage();
      assertTrue(message.contains("at most 250 times"), message);
    }
  }

  @Test
  void aParquetFileThatSaysOneTextAThousandTimesIsRefusedOnTheWay() throws IOException {
    Path file = folder.resolve("bomb.parquet");
    try (InputStream in = getClass().getResourceAsStream("parquet/bomb.parquet")) {
      Files.write(file, in.readAllBytes());
    }
    String message =
        assertThrows(LlmrecException.class, () -> usable(file, Format.AUTO)).getMessage();
    assertTrue(message.contains("at most 250 times"), message);
  }

  @Test
  void manyOpenQuotesInLongLinesEndSoon() throws IOException {
    // Every open quote makes its record grow to 16 MiB before it is given up.
    String[] parts = new String[40];
    Arrays.fill(parts, "x\",\"" + "z".repeat(1_000_000) + "\n");
    parts[0] = "a,b\n";
    assertEquals(0, usable(file("a.csv", parts), Format.CSV));
  }
}
