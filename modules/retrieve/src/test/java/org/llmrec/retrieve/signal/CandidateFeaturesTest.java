package org.llmrec.retrieve.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of candidates. */
class CandidateFeaturesTest {
  @Test
  void whatIsMissingIsToldApartFromZero() {
    CandidateFeatures told = new CandidateFeatures(new int[] {0, 2, 3});
    float[] values = {4, 9, Float.NaN, 0};
    told.addIfKnown("value", item -> values[item]);
    told.addIfKnown("nothing", item -> Float.NaN);
    assertEquals(List.of("value", "value missing", "nothing", "nothing missing"), told.names());
    assertArrayEquals(new float[][] {{4, 2, 0}, {0, 1, 0}, {0, 0, 0}, {1, 1, 1}}, told.columns());
  }

  /** Two people like a and b, one of them c: cosines 1, and 1 over the root of 2. */
  @Test
  void likedTogetherIsTheMeanCosineWithTheOthers() {
    LikedTogether liked = new LikedTogether(new int[][] {{0, 1}, {0, 1}, {0}, {}}, 2);
    float[] cosines = new float[4];
    liked.near(new int[] {0, 1, 3}, cosines);
    float half = (float) Math.sqrt(0.5);
    assertArrayEquals(new float[] {1, 1, half, Float.NaN}, cosines, 1e-6f);
    liked.near(new int[] {2}, cosines);
    assertArrayEquals(new float[] {half, half, Float.NaN, Float.NaN}, cosines, 1e-6f);
  }
}
