package org.llmrec.lab.run.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.data.protocol.TrainingData;

/**
 * The items by how often they occur in training. {@link #HEAD}: the fewest items, most popular
 * first, that hold half of the positives, with all items that are as popular as the last of them;
 * {@link #COLD}: those that occur not at all; {@link #TAIL}: the others.
 */
public final class ItemParts {
  /** The few that hold half of all positives. */
  public static final String HEAD = "head";

  /** The many that hold the other half. */
  public static final String TAIL = "tail";

  /** Without a positive in training. */
  public static final String COLD = "cold";

  /** All parts in the order of a report. */
  public static final List<String> NAMES = List.of(HEAD, TAIL, COLD);

  private final int[] popularity;
  private final byte[] part;

  private ItemParts(int[] popularity, byte[] part) {
    this.popularity = popularity;
    this.part = part;
  }

  /** By the rows that may be learnt from. */
  public static ItemParts of(TrainingData training) {
    return of(training.positives().popularity());
  }

  static ItemParts of(int[] popularity) {
    long all = Arrays.stream(popularity).asLongStream().sum();
    int[] order =
        IntStream.range(0, popularity.length)
            .boxed()
            .sorted(Comparator.comparing((Integer item) -> -popularity[item]))
            .mapToInt(item -> item)
            .toArray();
    int least = Integer.MAX_VALUE;
    long held = 0;
    for (int i = 0; i < order.length && 2 * held < all; i++) {
      held += popularity[order[i]];
      least = popularity[order[i]];
    }
    byte[] part = new byte[popularity.length];
    for (int item = 0; item < part.length; item++) {
      part[item] = (byte) (popularity[item] == 0 ? 2 : popularity[item] >= least ? 0 : 1);
    }
    return new ItemParts(popularity, part);
  }

  /** The part that an item belongs to. */
  public String of(int item) {
    return NAMES.get(part[item]);
  }

  /** How many positives an item has in training. */
  public int popularity(int item) {
    return popularity[item];
  }

  /** How many items each part has, in the order of {@link #NAMES}. */
  public Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    NAMES.forEach(name -> sizes.put(name, 0));
    for (byte p : part) {
      sizes.merge(NAMES.get(p), 1, Integer::sum);
    }
    return Collections.unmodifiableMap(sizes);
  }

  /**
   * The places of {@code relevant} whose items belong to each part; parts without any are absent.
   */
  Map<String, int[]> places(int[] relevant) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < relevant.length; i++) {
      places.computeIfAbsent(of(relevant[i]), name -> new ArrayList<>()).add(i);
    }
    Map<String, int[]> arrays = new LinkedHashMap<>();
    for (String name : NAMES) {
      if (places.containsKey(name)) {
        arrays.put(name, places.get(name).stream().mapToInt(i -> i).toArray());
      }
    }
    return arrays;
  }
}
