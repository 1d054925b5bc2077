package org.llmrec.encode.cache.internal;

import java.util.ArrayList;
import java.util.List;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;

/**
 * How much a text's vector depends on the texts that are encoded along with it. A model in float32
 * feels them in its last bits; one that chooses the scale of its activations for a whole batch, as
 * int8 models commonly do, feels them in the second digit. It is measured, since neither a name nor
 * a manifest tells.
 */
public final class Company {
  /**
   * What still counts as last bits, as a part of a vector's length: a cosine of 0.99995. The known
   * model in float32 is at 0 to the bit, those in int8 between 0.08 and 0.29.
   */
  public static final double MOST = 0.01;

  /** Short, so that they share a batch under the smallest budget; otherwise as unlike as can be. */
  private static final List<String> TEXTS =
      List.of("whale", "7", "", "!", "snow", "of", "é", "tax");

  private Company() {}

  /**
   * Encodes a handful of words together and each alone.
   *
   * @return the greatest distance between the two vectors of a word, as a part of their length
   */
  public static double of(TextEncoder encoder) {
    float[][] together = encoder.encode(TEXTS, Role.PASSAGE).vectors();
    List<float[]> alone = new ArrayList<>();
    for (String text : TEXTS) {
      alone.add(encoder.encode(List.of(text), Role.PASSAGE).vectors()[0]);
    }
    double most = 0;
    for (int i = 0; i < together.length; i++) {
      most = Math.max(most, distance(together[i], alone.get(i)));
    }
    return most;
  }

  private static double distance(float[] a, float[] b) {
    double difference = 0;
    double length = 0;
    for (int i = 0; i < a.length; i++) {
      difference += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
      length += (double) a[i] * a[i];
    }
    return difference == 0 ? 0 : Math.sqrt(difference / length);
  }
}
