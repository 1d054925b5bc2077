package org.llmrec.bench.encoder;

/** What the model computes, from its shapes: six layers of width 384 with 1,536 between. */
final class Flops {
  private static final int LAYERS = 6;
  private static final int WIDTH = 384;
  private static final int INNER = 1536;

  /** Of a word piece whatever its company: four projections of attention, two of the layer. */
  private static final long OF_A_PIECE = LAYERS * 2L * (4L * WIDTH * WIDTH + 2L * WIDTH * INNER);

  private Flops() {}

  /** Floating-point operations for texts of so many pieces; padding is no work done. */
  static double of(int[] pieces) {
    double all = 0;
    for (int length : pieces) {
      // Every piece looks at every piece: two products of length × width.
      all += length * (OF_A_PIECE + LAYERS * 4.0 * length * WIDTH);
    }
    return all;
  }
}
