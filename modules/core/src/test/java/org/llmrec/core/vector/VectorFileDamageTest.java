package org.llmrec.core.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.CorruptFileException;

/** A damaged file gives the right rows or an exception that names it, and nothing in between. */
class VectorFileDamageTest {
  private static final int N = 20;
  private static final int D = 7;

  @TempDir Path folder;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void writeOne() throws IOException {
    file = folder.resolve("damaged.vec");
    Random random = new Random(11);
    try (VectorFileWriter writer = VectorFileWriter.create(file, D, Map.of("maker", "test"))) {
      for (int i = 0; i < N; i++) {
        float[] row = new float[D];
        for (int j = 0; j < D; j++) {
          row[j] = random.nextFloat();
        }
        writer.add("item-" + i, row);
      }
    }
    whole = Files.readAllBytes(file);
  }

  @Test
  void deleted() throws IOException {
    Files.delete(file);
    refused();
  }

  @Test
  void empty() throws IOException {
    Files.write(file, new byte[0]);
    refused();
  }

  @Test
  void cutAnywhere() throws IOException {
    for (int length = 0; length < whole.length; length += length < 140 ? 1 : 13) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused();
    }
  }

  @Test
  void appended() throws IOException {
    for (int more : new int[] {1, 8, 64, 4096}) {
      Files.write(file, Arrays.copyOf(whole, whole.length + more));
      refused();
    }
  }

  @Test
  void twoFilesInOne() throws IOException {
    byte[] twice = Arrays.copyOf(whole, 2 * whole.length);
    System.arraycopy(whole, 0, twice, whole.length, whole.length);
    Files.write(file, twice);
    refused();
  }

  @Test
  void anyOneBitIsFound() throws IOException {
    // Every byte once, the bit of it by chance.
    Random random = new Random(5);
    for (int at = 0; at < whole.length; at++) {
      int bit = 8 * at + random.nextInt(8);
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, damaged);
      CorruptFileException found =
          assertThrows(
              CorruptFileException.class,
              () -> {
                try (VectorFile vectors = VectorFile.open(file)) {
                  vectors.verify();
                }
              },
              () -> "seed 5, bit " + bit);
      assertEquals(file, found.file());
    }
  }

  @Test
  void aBitInARowLeavesTheOtherRowsAlone() throws IOException {
    byte[] damaged = whole.clone();
    damaged[VectorFormat.HEAD_BYTES + 3 * D * Float.BYTES] ^= 1;
    Files.write(file, damaged);
    float[] expected = new float[D];
    ByteBuffer.wrap(whole)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(VectorFormat.HEAD_BYTES + 4 * D * Float.BYTES)
        .asFloatBuffer()
        .get(expected);
    try (VectorFile vectors = VectorFile.open(file)) {
      assertArrayEquals(expected, vectors.row(4));
      assertThrows(CorruptFileException.class, vectors::verify);
    }
  }

  @Test
  void structureLiesAreFoundAtOpen() throws IOException {
    int tail = whole.length - VectorFormat.TAIL_BYTES;
    for (int field = 0; field < 5; field++) {
      for (long lie : new long[] {-1, 0, 1, N + 1, Integer.MAX_VALUE, Long.MAX_VALUE}) {
        byte[] damaged = whole.clone();
        ByteBuffer bytes = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(tail + field * Long.BYTES, lie);
        Files.write(file, damaged);
        refused();
      }
    }
  }

  @Test
  void anotherVersionIsNamed() throws IOException {
    byte[] other = whole.clone();
    other[8] = 2;
    Files.write(file, other);
    assertTrue(refused().getMessage().contains("found version 2"));
  }

  private CorruptFileException refused() {
    CorruptFileException refusal =
        assertThrows(CorruptFileException.class, () -> VectorFile.open(file).close());
    assertEquals(file, refusal.file());
    assertTrue(refusal.getMessage().contains("damaged.vec"), refusal.getMessage());
    return refusal;
  }
}
