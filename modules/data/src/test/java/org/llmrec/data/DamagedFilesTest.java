package org.llmrec.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.data.catalogue.CatalogueReader;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionReader;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.record.Rejects;

/** Whatever becomes of a file: every record is accepted or refused, or the file is, with a word. */
class DamagedFilesTest {
  /** No damage makes more records of a few hundred bytes than this. */
  private static final long MOST_RECORDS = 100_000;

  @TempDir Path folder;

  @Test
  void hundredsOfDamagedFilesOfEveryFormat() throws IOException {
    damage(200, 20261128);
  }

  @Test
  @Tag("full")
  void tenThousandDamagedFilesOfEveryFormat() throws IOException {
    damage(10_000, 7);
  }

  private void damage(int rounds, long seed) throws IOException {
    for (Map.Entry<String, Seeds.Seed> entry : Seeds.all().entrySet()) {
      assertTrue(read(entry.getKey(), entry.getValue(), entry.getValue().bytes()) > 2);
      // What is wrong with a round is a matter of its number, not of those that ran before.
      long whole =
          IntStream.range(0, rounds)
              .parallel()
              .filter(round -> isLeft(entry.getKey(), entry.getValue(), seed, round))
              .count();
      assertTrue(whole > 0, entry.getKey() + ": no damaged file had a record left");
    }
  }

  private boolean isLeft(String name, Seeds.Seed whole, long seed, int round) {
    byte[] bytes = Damage.of(whole.bytes(), new SplittableRandom(seed * 1_000_003 + round));
    try {
      return read(Thread.currentThread().threadId() + "-" + name, whole, bytes) > 0;
    } catch (LlmrecException e) {
      assertTrue(e.getMessage() != null && !e.getMessage().isBlank(), e.toString());
      return false;
    } catch (Throwable e) {
      throw new AssertionError(
          name + ", seed " + seed + ", round " + round + ", kept as " + kept(name, bytes), e);
    }
  }

  private static Path kept(String name, byte[] bytes) {
    try {
      return Files.write(Files.createTempFile("damaged-", "-" + name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long read(String name, Seeds.Seed seed, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    long accepted = 0;
    long read;
    try (Rejects rejects = Rejects.counting()) {
      if (seed.catalogue()) {
        CatalogueSource source = new CatalogueSource(file, seed.format(), Map.of());
        try (CatalogueReader reader = new CatalogueReader(source, rejects)) {
          while (reader.next() != null) {
            accepted++;
            assertTrue(accepted < MOST_RECORDS);
          }
          read = reader.read();
        }
      } else {
        InteractionSource source =
            new InteractionSource(
                file, seed.format(), Map.of(), new Feedback.Weights(), Repeats.SUM);
        try (InteractionReader reader = new InteractionReader(source, id -> true, rejects)) {
          while (reader.next() != null) {
            accepted++;
            assertTrue(accepted < MOST_RECORDS);
          }
          read = reader.read();
        }
      }
      assertEquals(read, accepted + rejects.total());
    }
    return accepted;
  }
}
