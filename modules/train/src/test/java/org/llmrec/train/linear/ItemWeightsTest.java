package org.llmrec.train.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.train.method.MethodWorld;

class ItemWeightsTest {
  @TempDir Path folder;

  /** From dense rows: the weight of row i, column j is what i says for j. */
  private static ItemWeights of(Ids items, float[][] rows, int n) {
    ItemWeightsBuilder builder = new ItemWeightsBuilder(items, n);
    int[] all = new int[rows.length];
    Arrays.setAll(all, i -> i);
    for (int target = 0; target < rows.length; target++) {
      float[] column = new float[rows.length];
      for (int source = 0; source < rows.length; source++) {
        column[source] = rows[source][target];
      }
      builder.add(target, all, all.length, column);
    }
    return builder.build();
  }

  @Test
  void scoresAreSumsOfWeights() {
    ItemWeights weights = of(Toy.ids("i", 3), new float[][] {{0, 2, -1}, {4, 0, 0}, {0, 8, 0}}, 3);
    float[] scores = {9, 9, 9};
    weights.score(new int[] {0, 2}, scores);
    assertArrayEquals(new float[] {0, 10, -1}, scores);
    weights.score(new int[0], scores);
    assertArrayEquals(new float[3], scores);
    assertEquals(4, weights.size());
    assertArrayEquals(new int[] {1, 2}, weights.targets(0));
    assertArrayEquals(new float[] {2, -1}, weights.weights(0));
  }

  @Test
  void theStrongestForEachItemAreKeptWhateverTheirSignAndEqualOnesById() {
    // In the order of ids a, b, c, d; items are numbered d, a, c, b.
    Ids items = Ids.of(List.of("d", "a", "c", "b"));
    float[][] rows = new float[4][4];
    rows[1][0] = 1;
    rows[2][0] = -3;
    rows[3][0] = 1;
    ItemWeights two = of(items, rows, 2);
    assertArrayEquals(new int[] {0}, two.targets(1), "a comes before b");
    assertArrayEquals(new float[] {-3}, two.weights(2));
    assertEquals(0, two.targets(3).length);
    assertEquals(1, of(items, rows, 4).strongest(1).size());
  }

  /** Longer than the first room of the builder, against sorting. */
  @Test
  void cuttingAgreesWithSorting() {
    for (long seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int items = 300;
      int n = 1 + random.nextInt(150);
      float[] weights = new float[items];
      for (int i = 0; i < items; i++) {
        weights[i] = random.nextInt(40) - 20;
      }
      float[][] rows = new float[items][items];
      for (int source = 0; source < items; source++) {
        rows[source][7] = weights[source];
      }
      ItemWeights cut = of(Toy.ids("i", items), rows, n);
      double[] magnitudes = new double[items];
      for (int i = 0; i < items; i++) {
        magnitudes[i] = -Math.abs(weights[i]);
      }
      Arrays.sort(magnitudes);
      double expected = 0;
      for (int i = 0; i < n; i++) {
        expected -= magnitudes[i];
      }
      double found = 0;
      for (int i = 0; i < items; i++) {
        for (float weight : cut.weights(i)) {
          assertEquals(weights[i], weight);
          found += Math.abs(weight);
        }
      }
      assertEquals(expected, found, "seed " + seed);
    }
  }

  private ItemWeights fitted() throws Exception {
    TrainingData data = MethodWorld.data();
    return ((ItemToItem) Toy.fit("ease", Map.of("lambda", 3), data)).strongest(4);
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    ItemWeights written = fitted();
    Path file = folder.resolve("items.weights");
    written.write(file);
    ItemWeights read = ItemWeights.read(file);
    assertEquals(written.items().asList(), read.items().asList());
    assertEquals(written.size(), read.size());
    for (int item = 0; item < written.items().size(); item++) {
      assertArrayEquals(written.targets(item), read.targets(item));
      assertArrayEquals(written.weights(item), read.weights(item));
    }
    Path again = folder.resolve("again");
    read.write(again);
    assertEquals(-1, Files.mismatch(file, again));
    assertEquals(2, Files.list(folder).count(), "nothing temporary is left");
  }

  @Test
  void noItemsAtAllAreWrittenAndRead() throws IOException {
    Path file = folder.resolve("none");
    new ItemWeightsBuilder(Ids.of(List.of()), 3).build().write(file);
    assertEquals(0, ItemWeights.read(file).items().size());
  }

  @Test
  void aDamagedFileIsRefused() throws Exception {
    Path file = folder.resolve("items.weights");
    fitted().write(file);
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 200; round++) {
      byte[] damaged;
      if (round % 2 == 0) {
        damaged = whole.clone();
        damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      } else {
        damaged = Arrays.copyOf(whole, random.nextInt(whole.length));
      }
      Files.write(file, damaged);
      Exception e =
          assertThrows(CorruptFileException.class, () -> ItemWeights.read(file), "round " + round);
      assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }
    Files.delete(file);
    assertThrows(ConfigException.class, () -> ItemWeights.read(file));
  }
}
