package org.llmrec.train.internal;

import java.util.random.RandomGenerator;

/**
 * The numbers of {@link java.util.SplittableRandom} (Steele, Lea, Flood 2014), with a state that
 * can be read and so written to a file. Not thread-safe.
 */
final class ResumableRandom implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /** Draws what {@code new SplittableRandom(seed)} would; a seed is a state like any other. */
  ResumableRandom(long seed) {
    this.state = seed;
  }

  /** From which another one goes on. */
  long state() {
    return state;
  }

  @Override
  public long nextLong() {
    long z = state += GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  @Override
  public int nextInt() {
    long z = state += GOLDEN_GAMMA;
    z = (z ^ (z >>> 33)) * 0x62a9d9ed799705f5L;
    return (int) (((z ^ (z >>> 28)) * 0xcb24d0a5c88c35b3L) >>> 32);
  }
}
