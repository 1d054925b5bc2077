package org.llmrec.lab.run.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.lab.run.evaluate.CaseOutcome;
import org.llmrec.train.method.CurvePoint;

class ResultStoreTest {
  private static final StoreKey KEY = StoreKey.of(Map.of("split", "s", "phase", "TEST"));

  @TempDir Path folder;

  @Test
  void aRunComesBackToTheLastBit() throws IOException {
    ResultStore store = ResultStore.open(folder);
    StoredRun run = run(KEY);
    store.put(KEY, run);
    StoredRun back = store.find(KEY).orElseThrow();
    assertEquals(run.settings(), back.settings());
    assertEquals(run.curve(), back.curve());
    assertTrue(Double.isNaN(back.curve().get(0).loss()));
    assertArrayEquals(run.cases().get(0).values(), back.cases().get(0).values());
    assertArrayEquals(
        run.cases().get(0).parts().get("tail"), back.cases().get(0).parts().get("tail"));
    assertEquals(run.cases().get(0).top(), back.cases().get(0).top());
  }

  @Test
  void everyFactChangesTheName() {
    StoreKey other = KEY.with("seed", 1L);
    assertNotEquals(KEY.hash(), other.hash());
    assertEquals(
        other.hash(),
        StoreKey.of(Map.of("phase", "TEST")).with("seed", 1L).with("split", "s").hash());
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("a", 1.0);
    one.put("b", "x");
    Map<String, Object> two = new LinkedHashMap<>();
    two.put("b", "x");
    two.put("a", 1.0);
    assertEquals(KEY.withSettings(one).hash(), KEY.withSettings(two).hash());
    two.put("a", 2.0);
    assertNotEquals(KEY.withSettings(one).hash(), KEY.withSettings(two).hash());
  }

  @Test
  void aDamagedFileCountsAsAbsent() throws IOException {
    ResultStore store = ResultStore.open(folder);
    store.put(KEY, run(KEY));
    byte[] whole = Files.readAllBytes(store.file(KEY));
    for (int length = 0; length < whole.length; length++) {
      Files.write(store.file(KEY), Arrays.copyOf(whole, length));
      assertEquals(Optional.empty(), store.find(KEY), "cut to " + length);
    }
    Random random = new Random(4);
    for (int n = 0; n < 200; n++) {
      byte[] bad = whole.clone();
      int at = random.nextInt(bad.length);
      bad[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(store.file(KEY), bad);
      // The head of a gzip file has bytes that mean nothing; elsewhere the checksum tells.
      assertTrue(store.find(KEY).isEmpty() || at < 10, "seed 4, byte " + at);
    }
  }

  @Test
  void aRunOfAnotherKeyUnderThisNameCountsAsAbsent() throws IOException {
    ResultStore store = ResultStore.open(folder);
    store.put(KEY, run(KEY.with("seed", 2L)));
    assertEquals(Optional.empty(), store.find(KEY));
  }

  private static StoredRun run(StoreKey key) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("lambda", 0.1 + 0.2);
    settings.put("dims", 64);
    settings.put("loss", "full");
    return new StoredRun(
        key.facts(),
        "code",
        settings,
        1.5,
        20,
        3,
        Map.of("epochs", 7.0),
        List.of(new CurvePoint(1, Double.NaN, 0.1)),
        List.of("a note"),
        List.of(
            new CaseOutcome(
                "u1",
                new double[] {1 / 3.0, 0.1},
                Map.of("tail", new double[] {2 / 3.0}),
                List.of("b", "a"),
                new int[] {0, 12})));
  }
}
