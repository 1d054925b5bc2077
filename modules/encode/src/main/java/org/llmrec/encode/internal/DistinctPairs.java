package org.llmrec.encode.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.encode.pair.Pair;
import org.llmrec.encode.pair.ScorerManifest;

/** The pairs of a call, equal ones once, as the model wants them. Immutable. */
public final class DistinctPairs {
  private final List<Pair> pairs;
  private final int[] of;

  private DistinctPairs(List<Pair> pairs, int[] of) {
    this.pairs = pairs;
    this.of = of;
  }

  /** Of all pairs, with the words before them, in their well-formed form. */
  public static DistinctPairs of(List<Pair> all, ScorerManifest manifest) {
    int[] of = new int[all.size()];
    Map<Pair, Integer> numbers = HashMap.newHashMap(all.size());
    List<Pair> distinct = new ArrayList<>();
    for (int i = 0; i < of.length; i++) {
      Pair pair =
          new Pair(
              WellFormed.text(manifest.queryPrefix() + all.get(i).query()),
              WellFormed.text(manifest.textPrefix() + all.get(i).text()));
      of[i] = numbers.computeIfAbsent(pair, p -> numbers.size());
      if (of[i] == distinct.size()) {
        distinct.add(pair);
      }
    }
    return new DistinctPairs(List.copyOf(distinct), of);
  }

  /** Those that differ. */
  public List<Pair> pairs() {
    return pairs;
  }

  /** How many the call has. */
  public int calls() {
    return of.length;
  }

  /** The number of a call's pair among those that differ. */
  public int of(int call) {
    return of[call];
  }
}
