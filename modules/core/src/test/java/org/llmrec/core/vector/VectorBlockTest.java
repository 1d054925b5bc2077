package org.llmrec.core.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorBlockTest {
  private static final float LEAST_NORMAL_HALF = 0x1p-14f;

  /** Of all magnitudes that a half holds, and with zeros and rows of zeros. */
  private static float[][] vectors(Random random) {
    float[][] vectors = new float[random.nextInt(6)][1 + random.nextInt(70)];
    int dims = vectors.length == 0 ? 1 : vectors[0].length;
    for (int row = 0; row < vectors.length; row++) {
      vectors[row] = new float[dims];
      double size = Math.pow(2, random.nextInt(40) - 27);
      for (int i = 0; i < dims && random.nextInt(8) > 0; i++) {
        vectors[row][i] = (float) (size * Math.clamp(random.nextGaussian(), -4, 4));
      }
    }
    return vectors;
  }

  @Test
  void aHandWorkedRow() {
    float[] row = {1.27f, -0.638f, 0.004f, 0};
    VectorBlock.Bytes bytes =
        assertInstanceOf(VectorBlock.Bytes.class, VectorBlock.of(Element.INT8, row));
    assertArrayEquals(new byte[] {127, -64, 0, 0}, bytes.values());
    assertEquals(0.01f, bytes.scales()[0], 1e-9f);
    VectorBlock.Halves halves =
        assertInstanceOf(
            VectorBlock.Halves.class, VectorBlock.of(Element.FLOAT16, new float[] {1, -2, 0.5f}));
    assertArrayEquals(new short[] {0x3c00, (short) 0xc000, 0x3800}, halves.values());
    VectorBlock.Floats floats =
        assertInstanceOf(
            VectorBlock.Floats.class,
            VectorBlock.of(Element.FLOAT32, new float[] {1, 2}, new float[] {3, 4}));
    assertArrayEquals(new float[] {1, 2, 3, 4}, floats.values());
    assertArrayEquals(new float[] {3, 4}, floats.row(1));
  }

  @ParameterizedTest
  @EnumSource(Element.class)
  void noNumberIsFurtherOffThanItSays(Element element) {
    for (long seed = 0; seed < 300; seed++) {
      float[][] vectors = vectors(new Random(seed));
      VectorBlock block = VectorBlock.of(element, vectors);
      assertEquals(element, block.element());
      assertEquals(vectors.length, block.rows());
      for (int row = 0; row < vectors.length; row++) {
        assertEquals(vectors[row].length, block.dims());
        float[] read = block.row(row);
        for (int i = 0; i < read.length; i++) {
          float x = vectors[row][i];
          assertTrue(
              Math.abs((double) x - read[i]) <= bound(block, row, x),
              "seed " + seed + ": " + x + " became " + read[i]);
        }
      }
    }
  }

  private static double bound(VectorBlock block, int row, float x) {
    return switch (block) {
      case VectorBlock.Floats floats -> 0;
      case VectorBlock.Halves halves ->
          Math.abs(x) < LEAST_NORMAL_HALF ? 0x1p-25 : Math.abs(x) * 0x1p-11;
      // Dividing and multiplying by the scale rounds too, in the 24th bit of at most 127 scales.
      case VectorBlock.Bytes bytes -> bytes.scales()[row] * (0.5 + 127 * 0x1p-23);
    };
  }

  @ParameterizedTest
  @EnumSource(Element.class)
  void theInnerProductIsThatOfWhatIsRead(Element element) {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      float[][] vectors = vectors(random);
      VectorBlock block = VectorBlock.of(element, vectors);
      for (int row = 0; row < vectors.length; row++) {
        float[] query = new float[block.dims()];
        double naive = 0;
        double sizes = 0;
        for (int i = 0; i < query.length; i++) {
          query[i] = (float) random.nextGaussian();
          naive += (double) query[i] * block.row(row)[i];
          sizes += Math.abs((double) query[i] * block.row(row)[i]);
        }
        String where = "seed " + seed + ", row " + row;
        assertEquals(Vectors.dot(query, block.row(row)), block.dot(row, query), where);
        assertEquals(naive, block.dot(row, query), sizes * query.length * 0x1p-24 + 1e-45, where);
      }
    }
  }

  @Test
  void twoRowsOfBytesGiveTheExactSum() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      float[][] vectors = vectors(random);
      VectorBlock.Bytes block = VectorBlock.Bytes.of(vectors);
      for (int a = 0; a < block.rows(); a++) {
        for (int b = 0; b < block.rows(); b++) {
          BigDecimal sum = BigDecimal.ZERO;
          for (int i = 0; i < block.dims(); i++) {
            BigDecimal x = BigDecimal.valueOf(block.values()[a * block.dims() + i]);
            sum = sum.add(x.multiply(BigDecimal.valueOf(block.values()[b * block.dims() + i])));
          }
          BigDecimal exact =
              sum.multiply(new BigDecimal(block.scales()[a]))
                  .multiply(new BigDecimal(block.scales()[b]));
          float found = block.dot(a, block, b);
          assertEquals(exact.floatValue(), found, Math.ulp(found), "seed " + seed);
        }
      }
    }
  }

  @Test
  void evenTheWidestVectorsDoNotOverflow() {
    int dims = 1 << 20;
    float[] ones = new float[dims];
    Arrays.fill(ones, 127);
    VectorBlock.Bytes block = VectorBlock.Bytes.of(ones);
    assertEquals(127f * 127 * dims, block.dot(0, block, 0));
  }

  @Test
  void theSmallestNumbersKeepToTheBoundToo() {
    for (float most : new float[] {Float.MIN_VALUE, 100 * Float.MIN_VALUE, Float.MIN_NORMAL}) {
      VectorBlock.Bytes block = VectorBlock.Bytes.of(new float[] {most, -most, most / 2});
      for (float value : block.row(0)) {
        assertTrue(Math.abs(value) <= 2 * most, "found " + value);
      }
      assertEquals(most, block.row(0)[0], block.scales()[0] / 2);
    }
    assertArrayEquals(new float[] {1}, VectorBlock.Bytes.of(new float[3]).scales());
    float most = VectorBlock.Bytes.of(new float[] {Float.MAX_VALUE, 1}).row(0)[0];
    assertEquals(Float.MAX_VALUE, most, Float.MAX_VALUE * 1e-6f);
  }

  @Test
  void whatHasNoFormIsRefusedWithItsPlace() {
    for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 65_520}) {
      IllegalArgumentException half =
          assertThrows(
              IllegalArgumentException.class,
              () -> VectorBlock.of(Element.FLOAT16, new float[2], new float[] {0, odd}));
      assertTrue(half.getMessage().startsWith("row 1, place 1"), half.getMessage());
      if (!Float.isFinite(odd)) {
        assertThrows(
            IllegalArgumentException.class, () -> VectorBlock.of(Element.INT8, new float[] {odd}));
      }
      assertEquals(odd, VectorBlock.of(Element.FLOAT32, new float[] {odd}).row(0)[0]);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> VectorBlock.of(Element.INT8, new float[2], new float[3]));
    assertThrows(
        IllegalArgumentException.class, () -> new VectorBlock.Bytes(2, new byte[4], new float[1]));
    assertThrows(IllegalArgumentException.class, () -> new VectorBlock.Halves(2, new short[3]));
    VectorBlock two = VectorBlock.of(Element.INT8, new float[2], new float[2]);
    assertThrows(IndexOutOfBoundsException.class, () -> two.row(2));
    assertThrows(IllegalArgumentException.class, () -> two.dot(0, new float[3]));
    VectorBlock none = VectorBlock.of(Element.INT8);
    assertEquals(0, none.rows());
    assertEquals(0, none.dims());
  }
}
