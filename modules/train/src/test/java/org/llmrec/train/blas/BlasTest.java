package org.llmrec.train.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.LlmrecException;

/** Against loops; sizes on both sides of a tile, which is 512 wide. */
class BlasTest {
  @AfterEach
  void oneThread() {
    Blas.threads(1);
  }

  @Test
  void productsAgreeWithLoops() {
    int[][] shapes = {{1, 1, 1}, {3, 1, 7}, {17, 33, 5}, {2, 515, 9}, {600, 3, 4}, {513, 530, 31}};
    for (int[] shape : shapes) {
      for (int form = 0; form < 4; form++) {
        SplittableRandom random = new SplittableRandom(form);
        boolean transA = (form & 1) == 1;
        boolean transB = (form & 2) == 2;
        int m = shape[0];
        int n = shape[1];
        int k = shape[2];
        float[] a = Naive.random(random, m * k);
        float[] b = Naive.random(random, k * n);
        float[] c = Naive.random(random, m * n);
        double[] expected = Naive.product(m, n, k, a, transA, b, transB);
        for (int i = 0; i < expected.length; i++) {
          expected[i] = 0.5 * expected[i] - 2 * c[i];
        }
        Blas.gemm(transA, transB, m, n, k, 0.5f, a, b, -2, c);
        Naive.assertClose(expected, c, 1e-4, Arrays.toString(shape) + " form " + form);
      }
    }
  }

  @Test
  void withBetaZeroWhatWasThereDoesNotMatter() {
    for (int n : new int[] {2, 514}) {
      float[] c = new float[n * n];
      Arrays.fill(c, Float.NaN);
      float[] a = new float[n];
      Arrays.fill(a, 3);
      Blas.gemm(false, false, n, n, 1, 1, a, a, 0, c);
      Blas.gram(1, n, 1, a, 1, c);
      float[] eighteen = new float[n * n];
      Arrays.fill(eighteen, 18);
      assertArrayEquals(eighteen, c);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 37, 511, 700})
  void gramFillsBothTriangles(int n) {
    SplittableRandom random = new SplittableRandom(n);
    int k = 19;
    float[] a = Naive.random(random, k * n);
    double[] expected = Naive.product(n, n, k, a, true, a, false);
    float[] c = new float[n * n];
    Blas.gram(k, n, 1, a, 0, c);
    Naive.assertClose(expected, c, 1e-4, "gram of " + n);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64, 129, 512, 513, 1100})
  void theInverseTimesTheMatrixIsTheIdentity(int n) {
    float[] a = Naive.positiveDefinite(new SplittableRandom(n), n);
    float[] inverse = a.clone();
    Blas.invert(n, inverse);
    double[] product = Naive.product(n, n, n, a, false, inverse, false);
    Naive.assertIdentity(n, product, 2e-4, "n " + n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(inverse[j * n + i], inverse[i * n + j], "both triangles");
      }
    }
  }

  @Test
  void solvesWithOneAndWithManyRightSides() {
    for (int n : new int[] {1, 5, 65, 530}) {
      for (int columns : new int[] {1, 3, 520}) {
        SplittableRandom random = new SplittableRandom(n);
        float[] a = Naive.positiveDefinite(random, n);
        float[] x = Naive.random(random, n * columns);
        double[] right = Naive.product(n, columns, n, a, false, x, false);
        float[] b = new float[right.length];
        for (int i = 0; i < b.length; i++) {
          b[i] = (float) right[i];
        }
        Blas.solve(n, columns, a.clone(), b);
        double[] expected = IntStream.range(0, x.length).mapToDouble(i -> x[i]).toArray();
        Naive.assertClose(expected, b, 1e-3, n + " with " + columns);
      }
    }
    float[] b = {6, 8};
    Blas.solve(2, new float[] {2, 0, 0, 4}, b);
    assertArrayEquals(new float[] {3, 2}, b, 1e-6f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 45, 200})
  void eigenvectorsAreRowsAndPutTheMatrixTogetherAgain(int n) {
    float[] a = Naive.positiveDefinite(new SplittableRandom(n), n);
    float[] vectors = a.clone();
    float[] values = Blas.eigen(n, vectors);
    float[] scaled = vectors.clone();
    for (int r = 0; r < n; r++) {
      assertTrue(r == 0 || values[r] >= values[r - 1], "ascending");
      for (int j = 0; j < n; j++) {
        scaled[r * n + j] *= values[r];
      }
    }
    double[] expected = IntStream.range(0, a.length).mapToDouble(i -> a[i]).toArray();
    double[] again = Naive.product(n, n, n, scaled, true, vectors, false);
    assertArrayEquals(expected, again, 5e-6 * n * values[n - 1]);
    double[] identity = Naive.product(n, n, n, vectors, false, vectors, true);
    Naive.assertIdentity(n, identity, 1e-4, "orthonormal");
  }

  @Test
  void anOrthonormalBasisSpansTheColumns() {
    int m = 90;
    int n = 7;
    float[] a = Naive.random(new SplittableRandom(4), m * n);
    float[] q = a.clone();
    Blas.orthonormalise(m, n, q);
    Naive.assertIdentity(n, Naive.product(n, n, m, q, true, q, false), 1e-5, "columns");
    float[] inside = new float[n * n];
    Blas.gemm(true, false, n, n, m, 1, q, a, 0, inside);
    float[] projected = new float[m * n];
    Blas.gemm(false, false, m, n, n, 1, q, inside, 0, projected);
    assertArrayEquals(a, projected, 1e-4f);
  }

  @Test
  void theResultDoesNotDependOnHowManyThreadsWork() {
    SplittableRandom random = new SplittableRandom(8);
    int n = 1_300;
    int k = 700;
    float[] a = Naive.random(random, k * n);
    Supplier<float[][]> work =
        () -> {
          float[] gram = new float[n * n];
          Blas.gram(k, n, 1, a, 0, gram);
          for (int i = 0; i < n; i++) {
            gram[i * n + i] += 50;
          }
          float[] product = new float[n * n];
          Blas.gemm(true, false, n, n, k, 1, a, a, 0, product);
          float[] inverse = gram.clone();
          Blas.invert(n, inverse);
          float[] x = Arrays.copyOf(a, n * 600);
          Blas.solve(n, 600, gram.clone(), x);
          return new float[][] {gram, product, inverse, x};
        };
    float[][] alone = work.get();
    for (int threads : new int[] {2, 5}) {
      Blas.threads(threads);
      float[][] together = work.get();
      for (int i = 0; i < alone.length; i++) {
        assertArrayEquals(alone[i], together[i], threads + " threads, result " + i);
      }
    }
  }

  @Test
  void callsFromManyThreadsAtOnceDoNotDisturbEachOther() {
    int n = 600;
    float[] a = Naive.positiveDefinite(new SplittableRandom(2), n);
    float[] expected = a.clone();
    Blas.invert(n, expected);
    IntStream.range(0, 8)
        .parallel()
        .forEach(
            i -> {
              float[] mine = a.clone();
              Blas.threads(1 + i % 3);
              Blas.invert(n, mine);
              assertArrayEquals(expected, mine);
              Blas.threads(1);
            });
  }

  @Test
  void aMatrixThatIsNotPositiveDefiniteIsRefusedWithWhatToDo() {
    for (int n : new int[] {3, 700}) {
      float[] a = Naive.positiveDefinite(new SplittableRandom(1), n);
      int bad = n - 2;
      a[bad * n + bad] = -1;
      Exception e = assertThrows(LlmrecException.class, () -> Blas.invert(n, a.clone()));
      assertTrue(e.getMessage().contains("first " + (bad + 1) + " rows"), e.getMessage());
      assertTrue(e.getMessage().contains("lambda"), e.getMessage());
      float[] b = new float[n];
      assertThrows(LlmrecException.class, () -> Blas.solve(n, a.clone(), b));
    }
  }

  @Test
  void whatIsNotFiniteIsRefused() {
    for (int n : new int[] {3, 700}) {
      float[] a = Naive.positiveDefinite(new SplittableRandom(1), n);
      a[n - 1] = Float.NaN;
      Exception e = assertThrows(LlmrecException.class, () -> Blas.invert(n, a.clone()));
      assertTrue(e.getMessage().contains("NaN"), e.getMessage());
    }
    float[] nan = {Float.NaN};
    assertThrows(LlmrecException.class, () -> Blas.eigen(1, nan.clone()));
    assertThrows(LlmrecException.class, () -> Blas.orthonormalise(1, 1, nan.clone()));
  }

  @Test
  void emptyMatricesAndShortArraysAreRefused() {
    float[] none = {};
    float[] one = {1};
    assertThrows(IllegalArgumentException.class, () -> Blas.invert(0, none));
    assertThrows(IllegalArgumentException.class, () -> Blas.gram(0, 1, 1, none, 0, one));
    assertThrows(IllegalArgumentException.class, () -> Blas.eigen(2, one));
    assertThrows(IllegalArgumentException.class, () -> Blas.solve(1, one, none));
    assertThrows(
        IllegalArgumentException.class,
        () -> Blas.gemm(false, false, 1, 1, 2, 1, one, new float[2], 0, one));
    assertThrows(IllegalArgumentException.class, () -> Blas.orthonormalise(1, 2, new float[2]));
    assertThrows(IllegalArgumentException.class, () -> Blas.threads(0));
  }
}
