package org.llmrec.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
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

  /** As many as a minute or two allow; {@code -Dfuzz.rounds=10000} for a long look. */
  @Test
  @Tag("full")
  void thousandsOfDamagedFilesOfEveryFormat() throws IOException {
    damage(Integer.getInteger("fuzz.rounds", 2_400), 7);
  }

  private void damage(int rounds, long seed) throws IOException {
    for (Map.Entry<String, Seeds.Seed> entry : Seeds.all().entrySet()) {
      SplittableRandom random = new SplittableRandom(seed);
      int whole = 0;
      assertTrue(read(entry.getKey(), entry.getValue(), entry.getValue().bytes()) > 2);
      // Parquet takes three times as long as the others.
      int share = entry.getKey().endsWith("parquet") ? rounds / 3 : rounds;
      for (int round = 0; round < share; round++) {
        byte[] bytes = Damage.of(entry.getValue().bytes(), random);
        try {
          whole += read(entry.getKey(), entry.getValue(), bytes) > 0 ? 1 : 0;
        } catch (LlmrecException e) {
          assertTrue(e.getMessage() != null && !e.getMessage().isBlank(), e.toString());
        } catch (Throwable e) {
          Path kept = Files.createTempFile("damaged-", "-" + entry.getKey());
          Files.write(kept, bytes);
          fail(entry.getKey() + ", seed " + seed + ", round " + round + ", kept as " + kept, e);
        }
      }
      assertTrue(whole > 0, entry.getKey() + ": no damaged file had a record left");
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
