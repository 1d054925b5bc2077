package org.llmrec.rank.mlp;

/**
 * The memory that scoring writes to in passing, so that a call allocates nothing. Made by {@link
 * SplitMlp#scratch} or {@link TowerScores#scratch}, good for that object and any number of calls,
 * one at a time: every thread has its own.
 */
public final class Scratch {
  /** What the first layer makes of the user, its bias included. */
  final float[] user;

  /** The candidates of a block between two layers; the layers write to them in turn. */
  final float[] even;

  final float[] odd;

  /** Two rows of sums, apart: the compiler vectorises a loop over arrays that cannot overlap. */
  final float[] left;

  final float[] right;

  /** A row of bytes, for the same reason. */
  final byte[] bytes;

  /**
   * With room for one network.
   *
   * @param stride the greatest distance between two rows
   * @param rows the rows of a block
   */
  Scratch(int stride, int rows) {
    user = new float[stride];
    even = new float[rows * stride];
    odd = new float[rows * stride];
    left = new float[stride];
    right = new float[stride];
    bytes = new byte[stride];
  }
}
