package org.llmrec.rank.mlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.llmrec.core.vector.Element;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.rank.UserFoldIn;
import org.llmrec.rank.VectorRows;

class SplitMlpTest {
  @TempDir Path folder;

  static List<Kernel> kernels() {
    return List.of(new PlainKernel(), new VectorKernel());
  }

  /** A network, a catalogue and a request, of any shape. */
  private static final class Case {
    final MlpInput input;
    final Mlp mlp;
    final int size;
    final float[] user;
    final float[] items;
    final int[] ordinals;
    final float[] features;

    Case(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      input = new MlpInput(random.nextInt(0, 40), random.nextInt(1, 70), random.nextInt(0, 12));
      int[] hidden =
          IntStream.range(0, random.nextInt(1, 4)).map(n -> random.nextInt(1, 70)).toArray();
      mlp = Networks.mlp(random, input.width(), hidden);
      size = random.nextInt(1, 120);
      user = Networks.gaussian(random, input.user(), 1);
      items = Networks.gaussian(random, size * input.item(), 1);
      ordinals = Networks.ordinals(random, random.nextInt(0, 100), size);
      features = Networks.gaussian(random, ordinals.length * input.features(), 1);
    }

    float[] naive() {
      float[] scores = new float[ordinals.length];
      for (int c = 0; c < scores.length; c++) {
        float[] x = new float[input.width()];
        System.arraycopy(user, 0, x, 0, input.user());
        System.arraycopy(items, ordinals[c] * input.item(), x, input.user(), input.item());
        System.arraycopy(
            features, c * input.features(), x, input.user() + input.item(), input.features());
        scores[c] = mlp.forward(x);
      }
      return scores;
    }

    float[] scores(SplitMlp split, ItemRows rows) {
      float[] scores = new float[ordinals.length];
      split.score(user, rows, ordinals, ordinals.length, features, scores, split.scratch());
      return scores;
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void scoresAsTheReferenceDoes(Kernel kernel) {
    for (long seed = 1; seed <= 60; seed++) {
      Case one = new Case(seed);
      SplitMlp split = new SplitMlp(one.mlp, one.input, kernel);
      ItemRows rows = split.itemRows(Networks.rows(one.items, one.input.item()), Element.FLOAT32);
      assertClose(one.naive(), one.scores(split, rows), 1e-5, kernel.name() + ", seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void eightBitsMoveAScoreByAsMuchAsTheyMoveTheSums(Kernel kernel) {
    for (long seed = 1; seed <= 30; seed++) {
      Case one = new Case(seed);
      SplitMlp split = new SplitMlp(one.mlp, one.input, kernel);
      ItemRows rows = split.itemRows(Networks.rows(one.items, one.input.item()), Element.INT8);
      assertEquals(Element.INT8, rows.element());
      // Scores are of size 1; half a step of 1/127 of a row's greatest, over the layers behind.
      assertClose(one.naive(), one.scores(split, rows), 0.02, kernel.name() + ", seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void scoresFromAFileThatStaysMapped(Kernel kernel) throws IOException {
    for (long seed = 1; seed <= 10; seed++) {
      Case one = new Case(seed);
      SplitMlp split = new SplitMlp(one.mlp, one.input, kernel);
      Path path = folder.resolve(kernel.getClass().getSimpleName() + seed);
      List<String> ids = IntStream.range(0, one.size).mapToObj(i -> "b" + i).toList();
      split.writeItemRows(path, VectorRows.of(ids, one.items, one.input.item()));
      try (VectorFile file = VectorFile.open(path)) {
        file.verify();
        long bytes = 4L * one.size * split.rowWidth();
        ItemRows mapped = ItemRows.open(file, bytes - 1);
        ItemRows heap = ItemRows.open(file, bytes);
        assertTrue(mapped.mapped());
        assertFalse(heap.mapped());
        assertClose(one.naive(), one.scores(split, mapped), 1e-5, "mapped, seed " + seed);
        assertClose(one.naive(), one.scores(split, heap), 1e-5, "heap, seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aCandidateScoresAloneAsItDoesInCompany(Kernel kernel) {
    Case one = new Case(3);
    SplitMlp split = new SplitMlp(one.mlp, one.input, kernel);
    ItemRows rows = split.itemRows(Networks.rows(one.items, one.input.item()), Element.FLOAT32);
    Scratch scratch = split.scratch();
    float[] together = one.scores(split, rows);
    float[] alone = new float[1];
    for (int c = 0; c < one.ordinals.length; c++) {
      float[] features = new float[one.input.features()];
      System.arraycopy(one.features, c * features.length, features, 0, features.length);
      split.score(one.user, rows, new int[] {one.ordinals[c]}, 1, features, alone, scratch);
      assertEquals(together[c], alone[0], 1e-6f);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void aNumberThatIsNotFiniteStaysWithItsCandidate(Kernel kernel) {
    SplittableRandom random = new SplittableRandom(5);
    MlpInput input = new MlpInput(3, 4, 2);
    SplitMlp split = new SplitMlp(Networks.mlp(random, 9, 8, 8), input, kernel);
    ItemRows rows =
        split.itemRows(Networks.rows(Networks.gaussian(random, 40, 1), 4), Element.FLOAT32);
    float[] features = Networks.gaussian(random, 20, 1);
    float[] user = Networks.gaussian(random, 3, 1);
    int[] ordinals = IntStream.range(0, 10).toArray();
    Scratch scratch = split.scratch();
    float[] clean = new float[10];
    split.score(user, rows, ordinals, 10, features, clean, scratch);
    features[2 * 4] = Float.NaN;
    float[] scores = new float[10];
    split.score(user, rows, ordinals, 10, features, scores, scratch);
    for (int c = 0; c < 10; c++) {
      assertEquals(c == 4 ? Float.NaN : clean[c], scores[c], "candidate " + c);
    }
  }

  /** Of the plain kernel only: the Vector API allocates until it is compiled, whenever that is. */
  @Test
  void allocatesNothing() {
    Case one = new Case(3);
    SplitMlp split = new SplitMlp(one.mlp, one.input, new PlainKernel());
    UserFoldIn.Rows items = Networks.rows(one.items, one.input.item());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (Element element : List.of(Element.FLOAT32, Element.INT8)) {
      ItemRows rows = split.itemRows(items, element);
      float[] scores = one.scores(split, rows);
      Scratch scratch = split.scratch();
      long before = threads.getCurrentThreadAllocatedBytes();
      split.score(one.user, rows, one.ordinals, scores.length, one.features, scores, scratch);
      assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before, element.toString());
    }
  }

  @Test
  void threadsShareTheNetworkAndNotTheScratch() throws Exception {
    Case one = new Case(11);
    SplitMlp split = new SplitMlp(one.mlp, one.input);
    ItemRows rows = split.itemRows(Networks.rows(one.items, one.input.item()), Element.FLOAT32);
    float[] expected = one.scores(split, rows);
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<float[]>> all = new ArrayList<>();
      for (int t = 0; t < 64; t++) {
        all.add(pool.submit(() -> one.scores(split, rows)));
      }
      for (Future<float[]> each : all) {
        assertClose(expected, each.get(), 0, "together");
      }
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    SplittableRandom random = new SplittableRandom(1);
    Mlp mlp = Networks.mlp(random, 6, 5);
    assertEquals(
        "expected 6 numbers of user, item and features together, found 7",
        refused(() -> new SplitMlp(mlp, new MlpInput(3, 4, 0))));
    assertEquals(
        "expected a network with a hidden layer, found a linear one",
        refused(() -> new SplitMlp(Networks.mlp(random, 6), new MlpInput(2, 4, 0))));
    assertTrue(refused(() -> new MlpInput(1, 0, 0)).startsWith("expected an item width from 1"));
    SplitMlp split = new SplitMlp(mlp, new MlpInput(2, 3, 1));
    float[] items = new float[30];
    ItemRows rows = split.itemRows(Networks.rows(items, 3), Element.FLOAT32);
    Scratch scratch = split.scratch();
    int[] two = {0, 9};
    assertEquals(
        "expected 2 numbers of the user, found 3",
        refused(
            () -> split.score(new float[3], rows, two, 2, new float[2], new float[2], scratch)));
    assertEquals(
        "expected 5 numbers per item row, found 3",
        refused(
            () ->
                split.score(
                    new float[2],
                    ItemRows.of(Networks.rows(items, 3), 3, Element.FLOAT32),
                    two,
                    2,
                    new float[2],
                    new float[2],
                    scratch)));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> split.score(new float[2], rows, two, 3, new float[3], new float[3], scratch));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> split.score(new float[2], rows, two, 2, new float[1], new float[2], scratch));
    assertThrows(
        IndexOutOfBoundsException.class,
        () ->
            split.score(
                new float[2], rows, new int[] {10}, 1, new float[1], new float[1], scratch));
    items[4] = Float.NaN;
    assertTrue(
        refused(() -> split.itemRows(Networks.rows(items, 3), Element.FLOAT32))
            .startsWith("row 1, place 0: expected finite numbers, found NaN"));
  }

  private static String refused(Executable what) {
    return assertThrows(IllegalArgumentException.class, what).getMessage();
  }

  private static void assertClose(float[] expected, float[] found, double within, String what) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], within, what + ", candidate " + i);
    }
  }
}
