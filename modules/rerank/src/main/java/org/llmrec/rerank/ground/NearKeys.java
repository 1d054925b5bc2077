package org.llmrec.rerank.ground;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the keys that differ in a few letters. An edit spoils at most three of a key's trigrams, so
 * a key within k edits has one of any 3k + 1 of them: only the keys that have one of the 3k + 1
 * rarest are compared. Immutable once made, thread-safe.
 */
final class NearKeys {
  /** Keys looked up for one question; only gibberish of common trigrams has more. */
  private static final int MOST_LOOKED_UP = 50_000;

  private static final int[] NONE = {};

  private final List<String> keys;
  private final Map<Long, int[]> byTrigram;

  /**
   * The two nearest.
   *
   * @param key the nearest; null if none is near enough
   * @param likeness of it, 1 minus the edits' share in the longer one's length
   * @param next likeness of the second; 0 if there is none near enough
   */
  record Near(String key, double likeness, double next) {}

  NearKeys(List<String> keys) {
    this.keys = List.copyOf(keys);
    Map<Long, int[]> lists = new HashMap<>();
    Map<Long, Integer> sizes = new HashMap<>();
    for (int k = 0; k < keys.size(); k++) {
      int key = k;
      for (long trigram : trigrams(keys.get(k))) {
        int size = sizes.merge(trigram, 1, Integer::sum);
        lists.compute(
            trigram,
            (t, list) -> {
              int[] room =
                  list == null
                      ? new int[2]
                      : list.length < size ? Arrays.copyOf(list, 2 * size) : list;
              room[size - 1] = key;
              return room;
            });
      }
    }
    lists.replaceAll((trigram, list) -> Arrays.copyOf(list, sizes.get(trigram)));
    byTrigram = lists;
  }

  private static Set<Long> trigrams(String key) {
    Set<Long> trigrams = new LinkedHashSet<>();
    String padded = "  " + key + " ";
    for (int i = 0; i + 3 <= padded.length(); i++) {
      trigrams.add(
          (long) padded.charAt(i) << 32 | (long) padded.charAt(i + 1) << 16 | padded.charAt(i + 2));
    }
    return trigrams;
  }

  /**
   * The nearest key that differs from the asked one.
   *
   * @param least the likeness from which on a key is near enough, in (0, 1)
   */
  Near near(String asked, double least) {
    // The edits allowed against the longest key that can be near enough.
    int edits = (int) Math.floor((1 - least) / least * asked.length() + 1e-9);
    if (edits == 0) {
      return new Near(null, 0, 0);
    }
    List<int[]> lists = new ArrayList<>();
    for (long trigram : trigrams(asked)) {
      lists.add(byTrigram.getOrDefault(trigram, NONE));
    }
    lists.sort(Comparator.comparingInt(list -> list.length));
    BitSet seen = new BitSet();
    String nearest = null;
    double most = 0;
    double next = 0;
    int left = MOST_LOOKED_UP;
    for (int[] list : lists.subList(0, Math.min(lists.size(), 3 * edits + 1))) {
      for (int key : list) {
        if (--left < 0) {
          // What was not looked at might be as near.
          return new Near(null, 0, 0);
        }
        if (seen.get(key)) {
          continue;
        }
        seen.set(key);
        double likeness = likeness(asked, keys.get(key), edits, least);
        if (likeness > most) {
          next = most;
          most = likeness;
          nearest = keys.get(key);
        } else if (likeness > next) {
          next = likeness;
        }
      }
    }
    return new Near(nearest, most, next);
  }

  private static double likeness(String asked, String key, int edits, double least) {
    int distance = EditDistance.of(asked, key, edits);
    double likeness = 1 - distance / (double) Math.max(asked.length(), key.length());
    return distance <= edits && likeness >= least - 1e-9 && Numerals.same(asked, key)
        ? likeness
        : 0;
  }
}
