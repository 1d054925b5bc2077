package org.llmrec.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashRowsTest {
  @Test
  void itGrowsAndTheLastRowCountsWhereAskedTo() {
    long seed = 6;
    SplittableRandom random = new SplittableRandom(seed);
    TextHashes hashes = new TextHashes(0);
    HashRows rows = new HashRows(hashes, 0);
    Map<List<Long>, Integer> last = new HashMap<>();
    for (int row = 0; row < 5_000; row++) {
      long high = random.nextInt(50);
      long low = random.nextInt(50) * 64L;
      hashes.add(high, low);
      if (random.nextBoolean()) {
        rows.replace(row);
        last.put(List.of(high, low), row);
      } else {
        last.putIfAbsent(List.of(high, low), row);
        assertEquals(last.get(List.of(high, low)), rows.add(row), "seed " + seed);
      }
    }
    last.forEach(
        (hash, row) -> assertEquals(row, rows.find(hash.get(0), hash.get(1)), "seed " + seed));
    assertEquals(-1, rows.find(50, 0));
  }

  @Test
  void itFindsWhatAMapFinds() {
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      int n = random.nextInt(60);
      TextHashes hashes = new TextHashes(0);
      Map<List<Long>, Integer> first = new HashMap<>();
      HashRows rows = new HashRows(hashes, n);
      for (int row = 0; row < n; row++) {
        // Few values, so that whole hashes meet, and halves of different ones.
        long high = random.nextInt(8);
        long low = random.nextInt(4) * 64L;
        hashes.add(high, low);
        int expected = first.computeIfAbsent(List.of(high, low), h -> hashes.size() - 1);
        assertEquals(expected, rows.add(row), "seed " + seed + " round " + round);
      }
      HashRows again = HashRows.of(hashes);
      for (long high = 0; high < 9; high++) {
        for (long low = 0; low < 5 * 64; low += 64) {
          int expected = first.getOrDefault(List.of(high, low), -1);
          assertEquals(expected, again.find(high, low), "seed " + seed + " round " + round);
        }
      }
    }
  }
}
