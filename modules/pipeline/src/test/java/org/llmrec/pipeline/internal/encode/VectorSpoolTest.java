package org.llmrec.pipeline.internal.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorSpoolTest {
  @TempDir Path folder;

  @Test
  void anyVectorCanBeReadAtAnyTime() throws IOException {
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    for (int dims : new int[] {1, 7, 384, 20_000}) {
      Path file = folder.resolve("spool");
      List<float[]> added = new ArrayList<>();
      try (VectorSpool spool = VectorSpool.create(file, dims)) {
        float[] read = new float[dims];
        for (int i = 0; i < 120; i++) {
          float[] vector = new float[dims];
          vector[random.nextInt(dims)] = random.nextFloat();
          spool.add(vector);
          added.add(vector);
          int number = random.nextInt(added.size());
          if (random.nextInt(10) == 0) {
            spool.read(number, read);
            assertArrayEquals(added.get(number), read, "seed " + seed + " dims " + dims);
          }
        }
        for (int i = added.size() - 1; i >= 0; i--) {
          spool.read(i, read);
          assertArrayEquals(added.get(i), read, "seed " + seed + " dims " + dims);
        }
        assertThrows(IndexOutOfBoundsException.class, () -> spool.read(120, read));
        assertThrows(IllegalArgumentException.class, () -> spool.add(new float[dims + 1]));
      }
      assertFalse(Files.exists(file));
    }
  }
}
