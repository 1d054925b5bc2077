package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.ConfigException;

class SeenItemsTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyUserGetsBackWhatTheEventsSay(long seed) throws IOException {
    Random random = new Random(seed);
    int items = 1 + random.nextInt(50);
    List<String> users = new ArrayList<>();
    for (int u = random.nextInt(60); u > 0; u--) {
      users.add(new String[] {"u", "ü", "", "用户", "🤖"}[u % 5] + u);
    }
    int events = users.isEmpty() ? 0 : random.nextInt(500);
    int[] user = random.ints(events, 0, Math.max(1, users.size())).toArray();
    int[] item = random.ints(events, -1, items).toArray();
    BitSet liked = new BitSet();
    random.ints(events / 2, 0, Math.max(1, events)).forEach(liked::set);

    Path file = folder.resolve("seen.bin");
    SeenItemsWriter.write(file, items, users, user, item, liked);
    try (SeenItems seen = SeenItems.open(file)) {
      seen.verify();
      assertEquals(items, seen.items());
      assertEquals(users.size(), seen.users());
      for (int u = 0; u < users.size(); u++) {
        TreeMap<Integer, Boolean> expected = new TreeMap<>();
        for (int e = 0; e < events; e++) {
          if (user[e] == u && item[e] >= 0) {
            expected.merge(item[e], liked.get(e), Boolean::logicalOr);
          }
        }
        String label = "seed " + seed + " user " + users.get(u);
        assertTrue(seen.knows(users.get(u)), label);
        assertArrayEquals(
            expected.keySet().stream().mapToInt(i -> i).toArray(), seen.of(users.get(u)), label);
        assertArrayEquals(
            expected.keySet().stream().filter(expected::get).mapToInt(i -> i).toArray(),
            seen.likedBy(users.get(u)),
            label);
      }
      assertFalse(seen.knows("nobody"));
      assertArrayEquals(new int[0], seen.of("nobody"));
    }

    byte[] bytes = Files.readAllBytes(file);
    int[] order = IntStream.range(0, events).map(e -> events - 1 - e).toArray();
    BitSet reversed = new BitSet();
    liked.stream().filter(e -> e < events).forEach(e -> reversed.set(events - 1 - e));
    SeenItemsWriter.write(
        file,
        items,
        users,
        IntStream.of(order).map(e -> user[e]).toArray(),
        IntStream.of(order).map(e -> item[e]).toArray(),
        reversed);
    assertArrayEquals(bytes, Files.readAllBytes(file), "the order of the events leaves no trace");
  }

  @Test
  void impossibleInputIsRefused() {
    Path file = folder.resolve("seen.bin");
    BitSet none = new BitSet();
    assertThrows(
        ConfigException.class,
        () -> SeenItemsWriter.write(file, 1, List.of("a", "a"), new int[0], new int[0], none));
    assertThrows(
        IllegalArgumentException.class,
        () -> SeenItemsWriter.write(file, 1, List.of("a"), new int[1], new int[] {1}, none));
    assertThrows(
        IllegalArgumentException.class,
        () -> SeenItemsWriter.write(file, 1, List.of("a"), new int[1], new int[0], none));
    assertFalse(Files.exists(file));
    assertThrows(ConfigException.class, () -> SeenItems.open(file));
  }

  @Test
  void closingTwiceIsFineAndUseAfterwardsIsAnError() {
    Path file = folder.resolve("seen.bin");
    SeenItemsWriter.write(file, 1, List.of("a"), new int[] {0}, new int[] {0}, new BitSet());
    SeenItems seen = SeenItems.open(file);
    seen.close();
    seen.close();
    assertThrows(IllegalStateException.class, () -> seen.of("a"));
  }
}
