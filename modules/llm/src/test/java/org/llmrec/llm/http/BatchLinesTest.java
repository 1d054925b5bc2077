package org.llmrec.llm.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.llm.ModelException;

/** Result files that are damaged, and lines of any length. */
class BatchLinesTest {
  private static final String GOOD =
      "{\"custom_id\":\"good\",\"response\":{\"status_code\":200,\"body\":{\"choices\":"
          + "[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}}}";

  @TempDir Path folder;

  @Test
  void damagedLinesCostNoOtherLineAndAreSaid() throws Exception {
    Path file = folder.resolve("results.jsonl");
    Files.writeString(
        file,
        String.join(
            "\n",
            "{\"custom_id\":\"cut\",\"response\":{\"sta",
            "",
            "no json secret",
            "{\"response\":{}}",
            "{\"id\":{\"custom_id\":\"inner\"},\"custom_id\":\"later\",",
            GOOD));
    ApiKey key = ApiKey.from(Optional.empty(), name -> null);
    BatchLines lines =
        new BatchLines(
            "m",
            1000,
            new Failures("m", URI.create("http://h/v1"), key, InstantSource.system()),
            new Dialect("m"));
    List<String> seen = new ArrayList<>();
    ModelException e =
        assertThrows(
            ModelException.class,
            () ->
                lines.read(
                    file,
                    "file output_file_id",
                    result -> seen.add(result.id() + " " + result.getClass().getSimpleName())));
    assertEquals(List.of("cut Failed", "later Failed", "good Answered"), seen);
    assertTrue(
        e.getMessage().contains("2 lines") && e.getMessage().contains("line 3"), e.getMessage());
    assertFalse(e.getMessage().contains("secret"), e.getMessage());
    assertEquals(ModelException.Kind.MALFORMED, e.kind());
  }

  /** Against a reader that keeps everything. */
  @RepeatedTest(50)
  void readsLinesOfAnyLength(RepetitionInfo repetition) throws Exception {
    long seed = repetition.getCurrentRepetition();
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = new byte[random.nextInt(200_000)];
    random.nextBytes(bytes);
    int rarity = 1 + random.nextInt(50_000);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        bytes[i] = 'x';
      }
      if (random.nextInt(rarity) == 0) {
        bytes[i] = '\n';
      }
    }
    int limit = 1 + random.nextInt(100_000);
    try (LineReader reader = new LineReader(new ByteArrayInputStream(bytes), limit)) {
      int from = 0;
      for (int i = 0; i <= bytes.length; i++) {
        if (i == bytes.length ? from < i : bytes[i] == '\n') {
          assertTrue(reader.next(), "seed " + seed);
          int kept = Math.min(i - from, limit);
          assertArrayEquals(
              Arrays.copyOfRange(bytes, from, from + kept), reader.line(), "seed " + seed);
          assertEquals(kept == i - from, reader.whole(), "seed " + seed);
          from = i + 1;
        }
      }
      assertFalse(reader.next(), "seed " + seed);
    }
  }
}
