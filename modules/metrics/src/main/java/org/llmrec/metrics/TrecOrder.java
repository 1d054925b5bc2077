package org.llmrec.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The order in which trec_eval ranks documents of equal score. */
public final class TrecOrder {
  private TrecOrder() {}

  /**
   * The place of each id when ids are in descending order: {@code d9} before {@code d10}. Ids are
   * compared byte by byte in UTF-8, as trec_eval does; Java's own order of strings differs beyond
   * the Basic Multilingual Plane.
   *
   * @param ids each once
   * @return {@code [N]}, for {@link RankedRelevance#trec}
   * @throws IllegalArgumentException if an id occurs twice
   */
  public static int[] of(List<String> ids) {
    byte[][] bytes =
        ids.stream().map(id -> id.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    int[] sorted =
        IntStream.range(0, bytes.length)
            .boxed()
            .sorted((a, b) -> Arrays.compareUnsigned(bytes[b], bytes[a]))
            .mapToInt(i -> i)
            .toArray();
    int[] order = new int[sorted.length];
    for (int place = 0; place < sorted.length; place++) {
      if (place > 0 && Arrays.equals(bytes[sorted[place]], bytes[sorted[place - 1]])) {
        throw new IllegalArgumentException(
            "expected each id once, found \"" + ids.get(sorted[place]) + "\" twice");
      }
      order[sorted[place]] = place;
    }
    return order;
  }
}
