package org.llmrec.rank.mlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrec.core.vector.Element;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;

class TowerScoresTest {
  @TempDir Path folder;

  static List<Kernel> kernels() {
    return SplitMlpTest.kernels();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void scoresAsASumDoes(Kernel kernel) throws IOException {
    for (long seed = 1; seed <= 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int width = random.nextInt(1, 140);
      int size = random.nextInt(1, 60);
      float[] values = Networks.gaussian(random, size * width, 1);
      float[] user = Networks.gaussian(random, width, 1);
      int[] ordinals = Networks.ordinals(random, random.nextInt(0, 30), size);
      String what = kernel.name() + ", seed " + seed;
      // Small chunks, so that four neighbours come from several.
      check(
          HeapFloats.copyOf(Networks.rows(values, width), width, 5 * width),
          kernel,
          user,
          ordinals,
          values,
          0,
          what);
      check(
          HeapBytes.copyOf(Networks.rows(values, width), width, 5 * width),
          kernel,
          user,
          ordinals,
          values,
          1.0 / 254,
          what + ", 8 bits");
      Path path = folder.resolve(kernel.getClass().getSimpleName() + seed);
      try (VectorFileWriter writer = VectorFileWriter.create(path, width, Map.of())) {
        for (int i = 0; i < size; i++) {
          writer.add("b" + i, Arrays.copyOfRange(values, i * width, (i + 1) * width));
        }
      }
      try (VectorFile file = VectorFile.open(path)) {
        check(ItemRows.open(file, 0), kernel, user, ordinals, values, 0, what + ", mapped");
      }
    }
  }

  /** Within the rounding of 32-bit sums, and of the rows where they are rounded. */
  private static void check(
      ItemRows rows,
      Kernel kernel,
      float[] user,
      int[] ordinals,
      float[] values,
      double rounding,
      String what) {
    TowerScores scorer = new TowerScores(rows, kernel);
    float[] scores = new float[ordinals.length];
    scorer.score(user, ordinals, ordinals.length, scores, scorer.scratch());
    for (int c = 0; c < ordinals.length; c++) {
      double sum = 0;
      double sizes = 0;
      double most = 0;
      double users = 0;
      for (int i = 0; i < user.length; i++) {
        double value = values[ordinals[c] * user.length + i];
        sum += value * user[i];
        sizes += Math.abs(value * user[i]);
        most = Math.max(most, Math.abs(value));
        users += Math.abs(user[i]);
      }
      assertEquals(
          sum, scores[c], 1e-6 * (1 + sizes) + rounding * most * users, what + ", candidate " + c);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    ItemRows rows = ItemRows.of(Networks.rows(new float[12], 3), 3, Element.FLOAT32);
    TowerScores scorer = new TowerScores(rows);
    Scratch scratch = scorer.scratch();
    assertEquals(
        "expected 3 numbers of the user, found 4",
        assertThrows(
                IllegalArgumentException.class,
                () -> scorer.score(new float[4], new int[1], 1, new float[1], scratch))
            .getMessage());
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> scorer.score(new float[3], new int[] {4}, 1, new float[1], scratch));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> scorer.score(new float[3], new int[2], 2, new float[1], scratch));
    assertEquals(
        "expected FLOAT32 or INT8 for rows to score with, found FLOAT16",
        assertThrows(
                IllegalArgumentException.class,
                () -> ItemRows.of(Networks.rows(new float[12], 3), 3, Element.FLOAT16))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            ItemRows.of(
                Networks.rows(new float[] {1, Float.POSITIVE_INFINITY}, 2), 2, Element.INT8));
  }
}
