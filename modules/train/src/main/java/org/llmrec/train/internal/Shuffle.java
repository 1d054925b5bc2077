package org.llmrec.train.internal;

import java.util.random.RandomGenerator;

/** Puts numbers in an order that is drawn: Fisher and Yates, every order as likely. */
public final class Shuffle {
  private Shuffle() {}

  /** In place. */
  public static void of(int[] values, RandomGenerator random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }
}
