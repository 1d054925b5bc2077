package org.llmrec.rerank.ground;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many entries were found on which rung.
 *
 * @param each every rung is there
 */
public record Counts(Map<Rung, Integer> each) {
  /** No entries. */
  public static final Counts NONE = new Counts(Map.of());

  /** Copies the map; rungs that are missing have 0. */
  public Counts {
    Map<Rung, Integer> all = new EnumMap<>(Rung.class);
    for (Rung rung : Rung.values()) {
      all.put(rung, each.getOrDefault(rung, 0));
    }
    each = Collections.unmodifiableMap(all);
  }

  /** On that rung. */
  public int of(Rung rung) {
    return each.get(rung);
  }

  /** All entries. */
  public int total() {
    return Arrays.stream(Rung.values()).mapToInt(this::of).sum();
  }

  /** Both together. */
  public Counts plus(Counts other) {
    Map<Rung, Integer> sum = new EnumMap<>(each);
    other.each.forEach((rung, count) -> sum.merge(rung, count, Integer::sum));
    return new Counts(sum);
  }
}
