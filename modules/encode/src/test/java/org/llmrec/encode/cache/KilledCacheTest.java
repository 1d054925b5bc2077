package org.llmrec.encode.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.Role;

class KilledCacheTest {
  @TempDir Path folder;

  @Test
  void theNextProcessReadsWhatWasWhole() throws Exception {
    killInALoop(4, 20261127);
  }

  @Test
  @Tag("full")
  void howeverOftenItIsKilled() throws Exception {
    killInALoop(60, 4711);
  }

  /** One cache lives through all the kills. What a round has read, the next one has too. */
  private void killInALoop(int rounds, long seed) throws Exception {
    Random random = new Random(seed);
    Path cache = folder.resolve("cache");
    int whole = 0;
    for (int round = 0; round < rounds; round++) {
      String where = "seed " + seed + ", round " + round;
      int some = 1 + random.nextInt(3_000);
      Path begun = folder.resolve("begun");
      Path log = folder.resolve("log");
      Files.deleteIfExists(begun);
      Process child = CachingChild.start(cache, whole, some, begun, log);
      while (!Files.exists(begun) && child.isAlive()) {
        Thread.sleep(2);
      }
      assertTrue(Files.exists(begun), where + ": " + Files.readString(log));
      Thread.sleep(random.nextInt(300));
      child.destroyForcibly().waitFor();
      whole = readAll(cache, whole, where);
    }
    assertTrue(whole > 0, "seed " + seed);
  }

  /** How many of the first texts are there, of which {@code before} have to be. */
  private static int readAll(Path cache, int before, String where) {
    FakeEncoder fake = FakeEncoder.of("one", CachingChild.DIMS);
    try (CachedTextEncoder encoder = CachedTextEncoder.over(fake, VectorCache.in(cache))) {
      fake.calls.clear();
      int from = 0;
      while (true) {
        List<String> texts = CachingChild.texts(from, from + 1_000);
        Encoded found = encoder.encode(texts);
        for (int i = 0; i < texts.size(); i++) {
          assertArrayEquals(fake.vector(texts.get(i), Role.PASSAGE), found.vectors()[i], where);
          assertEquals(texts.get(i).length() > FakeEncoder.LONGEST, found.cut()[i], where);
        }
        from += 1_000;
        if (fake.texts() > 0) {
          // Written behind what the killed one left, and there the next time.
          assertTrue(from - fake.texts() >= before, where);
          assertEquals(0, encoder.counts().damaged(), where);
          return from;
        }
      }
    }
  }
}
