package org.llmrec.data.split;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.llmrec.core.io.Hashes;

/**
 * The numbers from 0 on in an order that a seed and a name decide, and nothing else: a Fisher-Yates
 * shuffle whose generator is seeded with the first 8 bytes of the SHA-256 of both.
 */
public final class SeededShuffle {
  private SeededShuffle() {}

  /**
   * The shuffled numbers.
   *
   * @param n how many
   * @param name of what is shuffled, so that equal seeds give unrelated orders for unlike things
   */
  public static int[] of(int n, long seed, String name) {
    MessageDigest digest = Hashes.sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    SplittableRandom random = new SplittableRandom(ByteBuffer.wrap(digest.digest()).getLong());
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }
}
