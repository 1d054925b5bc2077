package org.llmrec.train.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.factor.Propagation.Sides;

class PropagationTest {
  /** u0 likes i0 and i1, u1 likes i1, nobody i2: the edges weigh 1/√2, 1/2 and 1/√2. */
  @Test
  void twoUsersByHand() {
    SparseMatrix met = SparseMatrix.of(Rows.of(3, new int[] {0, 1}, new int[] {1}));
    Sides start = new Sides(new float[] {1, 2}, new float[] {3, 4, 5});
    Sides one = new Propagation(met, 1).apply(start, 1);
    double root = Math.sqrt(0.5);
    assertEquals((1 + 3 * root + 4 * 0.5) / 2, one.users()[0], 1e-6);
    assertEquals((2 + 4 * root) / 2, one.users()[1], 1e-6);
    assertEquals((3 + root) / 2, one.items()[0], 1e-6);
    assertEquals((4 + 0.5 + 2 * root) / 2, one.items()[1], 1e-6);
    // Cold: what it starts with over the number of averaged passes.
    assertEquals(5.0 / 2, one.items()[2], 1e-6);
    assertEquals(5.0 / 3, new Propagation(met, 2).apply(start, 1).items()[2], 1e-6);
    assertArrayEquals(start.items(), new Propagation(met, 0).apply(start, 1).items());
  }

  /** x · P y = P x · y, so that what gradients are passed by is what vectors are. */
  @Test
  void isSymmetricAndPlacesAHistoryAsItsUser() {
    for (long seed = 0; seed < 30; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int users = 2 + random.nextInt(10);
      int items = 2 + random.nextInt(10);
      int width = 3;
      InteractionTable rows = Rows.random(users, items, 0.4, seed);
      Propagation propagation = new Propagation(SparseMatrix.of(rows), random.nextInt(4));
      Sides x = random(users, items, width, random);
      Sides y = random(users, items, width, random);
      Sides px = propagation.apply(x, width);
      Sides py = propagation.apply(y, width);
      assertEquals(dot(x, py), dot(px, y), 1e-3, "seed " + seed);
      float[] passed = propagation.passedToUsers(x, width);
      int[][] histories = rows.itemsByUser();
      for (int u = 0; u < users; u++) {
        float[] own = Arrays.copyOfRange(x.users(), u * width, (u + 1) * width);
        propagation.applyTo(histories[u], passed, own);
        float[] expected = Arrays.copyOfRange(px.users(), u * width, (u + 1) * width);
        assertArrayEquals(expected, own, 1e-5f, "seed " + seed + ", user " + u);
      }
    }
  }

  private static Sides random(int users, int items, int width, SplittableRandom random) {
    return new Sides(gaussian(users * width, random), gaussian(items * width, random));
  }

  private static float[] gaussian(int count, SplittableRandom random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double dot(Sides a, Sides b) {
    double sum = 0;
    for (int i = 0; i < a.users().length; i++) {
      sum += (double) a.users()[i] * b.users()[i];
    }
    for (int i = 0; i < a.items().length; i++) {
      sum += (double) a.items()[i] * b.items()[i];
    }
    return sum;
  }
}
