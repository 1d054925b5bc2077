package org.llmrec.core.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.CorruptFileException;

/** What is written is what is read, whatever the sizes, and what cannot be written is refused. */
class VectorFileTest {
  private static final int[] CHUNKS = {1, 64, 1 << 30};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void readsBackWhatWasWritten(long seed) throws IOException {
    Random random = new Random(seed);
    int n = random.nextInt(40);
    int dims = 1 + random.nextInt(40);
    List<String> ids = new ArrayList<>();
    float[][] rows = new float[n][dims];
    for (int i = 0; i < n; i++) {
      ids.add(randomText(random) + i);
      for (int j = 0; j < dims; j++) {
        rows[i][j] = (float) random.nextGaussian();
      }
    }
    Path file = write(ids, rows, dims);

    for (int chunk : CHUNKS) {
      String where = "seed " + seed + ", chunks of " + chunk;
      try (VectorFile vectors = VectorFile.open(file, chunk)) {
        vectors.verify();
        assertEquals(n, vectors.size(), where);
        assertEquals(dims, vectors.dims(), where);
        assertEquals("test", vectors.meta().get("maker").textValue(), where);
        for (int i = 0; i < n; i++) {
          assertArrayEquals(rows[i], vectors.row(i), where);
          assertEquals(ids.get(i), vectors.id(i), where);
          assertEquals(i, vectors.row(ids.get(i)), where);
        }
        assertEquals(ids, vectors.ids(), where);
        assertEquals(-1, vectors.row("nobody"), where);
      }
    }
  }

  @Test
  void idsAreReadWithoutTheMap() throws IOException {
    Path file = write(List.of("a", "bücher", "😀"), new float[][] {{1}, {2}, {3}}, 1);
    for (int chunk : CHUNKS) {
      try (VectorFile vectors = VectorFile.open(file, chunk)) {
        assertEquals("bücher", vectors.id(1));
        assertEquals("😀", vectors.id(2));
      }
    }
  }

  @Test
  void sameRowsGiveTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(write(List.of("a", "b"), new float[][] {{1, 2}, {3, 4}}, 2));
    byte[] second = Files.readAllBytes(write(List.of("a", "b"), new float[][] {{1, 2}, {3, 4}}, 2));
    assertArrayEquals(first, second);
  }

  @Test
  void rowsWiderThanTheWritersBufferPass() throws IOException {
    float[] wide = new float[70_000];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = i;
    }
    Path file = write(List.of("a", "b"), new float[][] {wide, wide}, wide.length);
    try (VectorFile vectors = VectorFile.open(file)) {
      vectors.verify();
      assertArrayEquals(wide, vectors.row(1));
    }
  }

  @Test
  void readsIntoTheMiddleOfAnArrayAndNowhereElse() throws IOException {
    Path file = write(List.of("a"), new float[][] {{1, 2}}, 2);
    try (VectorFile vectors = VectorFile.open(file)) {
      float[] target = {9, 9, 9, 9};
      vectors.read(0, target, 1);
      assertArrayEquals(new float[] {9, 1, 2, 9}, target);
      assertThrows(IndexOutOfBoundsException.class, () -> vectors.read(0, target, 3));
      assertThrows(IndexOutOfBoundsException.class, () -> vectors.read(1, target, 0));
      assertThrows(IndexOutOfBoundsException.class, () -> vectors.id(1));
    }
  }

  @Test
  void refusesADuplicateId() {
    refuses("each id once", writer -> writer.add("a", new float[] {5, 6}));
  }

  @Test
  void refusesNumbersThatAreNotFinite() {
    refuses("found NaN at position 1", writer -> writer.add("b", new float[] {1, Float.NaN}));
    refuses("Infinity", writer -> writer.add("b", new float[] {Float.NEGATIVE_INFINITY, 1}));
  }

  @Test
  void refusesAnotherWidth() {
    refuses("expected a row of 2 numbers, found 3 numbers", w -> w.add("b", new float[3]));
  }

  @Test
  void refusesHalfASurrogatePair() {
    refuses("half a surrogate pair", writer -> writer.add("b\ud800", new float[2]));
    refuses("half a surrogate pair", writer -> writer.add("\udc00b", new float[2]));
  }

  @Test
  void aFileOfARefusedRowIsNoFile() throws IOException {
    Path file = folder.resolve("refused.vec");
    try (VectorFileWriter writer = VectorFileWriter.create(file, 1, Map.of())) {
      writer.add("a", new float[] {1});
      assertThrows(IllegalArgumentException.class, () -> writer.add("a", new float[] {1}));
    }
    assertThrows(CorruptFileException.class, () -> VectorFile.open(file));
  }

  @Test
  void anAbortedFileIsNoFile() throws IOException {
    Path file = folder.resolve("aborted.vec");
    try (VectorFileWriter writer = VectorFileWriter.create(file, 1, Map.of())) {
      writer.add("a", new float[] {1});
      writer.abort();
    }
    assertThrows(CorruptFileException.class, () -> VectorFile.open(file));
  }

  @Test
  void whoeverReadsAFileKeepsItsBytesWhenItIsWrittenAnew() throws IOException {
    Path file = write(List.of("a"), new float[][] {{1}}, 1);
    try (VectorFile old = VectorFile.open(file)) {
      write(List.of("b"), new float[][] {{2}}, 1);
      old.verify();
      assertEquals("a", old.id(0));
      assertEquals(1, old.row(0)[0]);
    }
  }

  @Test
  void aClosedFileSaysSo() throws IOException {
    VectorFile vectors = VectorFile.open(write(List.of("a"), new float[][] {{1}}, 1));
    List<String> ids = vectors.ids();
    vectors.close();
    vectors.close();
    assertThrows(IllegalStateException.class, () -> vectors.row(0));
    assertThrows(IllegalStateException.class, vectors::size);
    assertEquals(List.of("a"), ids);
  }

  @Test
  void manyThreadsReadOneFile() throws Exception {
    int n = 500;
    List<String> ids = new ArrayList<>();
    float[][] rows = new float[n][5];
    for (int i = 0; i < n; i++) {
      ids.add("item-" + i);
      for (int j = 0; j < 5; j++) {
        rows[i][j] = i * 10 + j;
      }
    }
    Path file = write(ids, rows, 5);
    AtomicInteger wrong = new AtomicInteger();
    ExecutorService pool =
        Executors.newFixedThreadPool(8, Thread.ofPlatform().name("reader-", 0).factory());
    try (pool;
        VectorFile vectors = VectorFile.open(file, 64)) {
      List<Callable<Void>> readers = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        Random random = new Random(t);
        readers.add(
            () -> {
              float[] target = new float[5];
              for (int i = 0; i < 5_000; i++) {
                int row = random.nextInt(n);
                vectors.read(row, target, 0);
                if (target[4] != row * 10 + 4 || vectors.row(vectors.id(row)) != row) {
                  wrong.incrementAndGet();
                }
              }
              return null;
            });
      }
      for (Future<Void> reader : pool.invokeAll(readers)) {
        reader.get();
      }
    }
    assertEquals(0, wrong.get());
  }

  private interface Adding {
    void to(VectorFileWriter writer) throws IOException;
  }

  private void refuses(String why, Adding adding) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              try (VectorFileWriter writer =
                  VectorFileWriter.create(folder.resolve("refusing.vec"), 2, Map.of())) {
                writer.add("a", new float[] {1, 2});
                adding.to(writer);
              }
            });
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    assertFalse(refusal.getMessage().isBlank());
  }

  private Path write(List<String> ids, float[][] rows, int dims) throws IOException {
    Path file = folder.resolve("some.vec");
    try (VectorFileWriter writer = VectorFileWriter.create(file, dims, Map.of("maker", "test"))) {
      for (int i = 0; i < rows.length; i++) {
        writer.add(ids.get(i), rows[i]);
      }
      assertEquals(rows.length, writer.rows());
    }
    return file;
  }

  private static String randomText(Random random) {
    int[] alphabet = {'a', 'Z', '0', ' ', 0, 'ß', '中', 0x1F600, '"', '\n'};
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return text.toString();
  }
}
