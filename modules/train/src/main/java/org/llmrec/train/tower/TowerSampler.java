package org.llmrec.train.tower;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.llmrec.rank.list.HistoryTower;
import org.llmrec.train.internal.Shuffle;

/**
 * Draws what steps ask for. Of each user's history a share is asked for by what the rest says. The
 * step looks at all those items and at some drawn evenly from the catalogue. Confined to one
 * thread.
 */
final class TowerSampler {
  private static final float NEVER = -1e9f;

  private final TowerSettings how;
  private final int[][] histories;
  private final int[] met;
  private final float[] meanWeights;
  private final int[] users;
  private final SplittableRandom random;

  /**
   * Of histories.
   *
   * @param histories per user the items in the order of time
   * @param met rows of each item
   */
  TowerSampler(int[][] histories, int[] met, TowerSettings how, SplittableRandom random) {
    this.how = how;
    this.histories = histories;
    this.met = met;
    this.meanWeights = HistoryTower.meanWeights(met);
    this.random = random;
    this.users =
        IntStream.range(0, histories.length).filter(u -> histories[u].length > 1).toArray();
  }

  /** How many users have enough items to learn from. */
  int users() {
    return users.length;
  }

  /** Begins a pass. */
  void shuffle() {
    Shuffle.of(users, random);
  }

  /** The step that begins with a user of the pass. */
  TowerBatch next(int from) {
    int b = Math.min(how.batch(), users.length - from);
    int[][] known = new int[b][];
    int[][] asked = new int[b][];
    int sum = 0;
    for (int i = 0; i < b; i++) {
      int[] history = histories[users[from + i]];
      boolean[] held = held(history.length);
      known[i] =
          IntStream.range(0, history.length).filter(p -> !held[p]).map(p -> history[p]).toArray();
      asked[i] =
          IntStream.range(0, history.length).filter(p -> held[p]).map(p -> history[p]).toArray();
      sum += asked[i].length;
    }
    return batch(known, asked, sum, looked(known, asked));
  }

  /** Which places are asked for: the wanted share, at least one and never all. */
  private boolean[] held(int length) {
    int wanted = (int) Math.min(length - 1, Math.max(1, Math.round(how.held() * length)));
    boolean[] held = new boolean[length];
    for (int left = wanted, place = 0; place < length; place++) {
      held[place] = random.nextInt(length - place) < left;
      left -= held[place] ? 1 : 0;
    }
    return held;
  }

  /** Ascending, each once. */
  private int[] looked(int[][] known, int[][] asked) {
    if (met.length <= how.negatives()) {
      return IntStream.range(0, met.length).toArray();
    }
    IntStream drawn = Arrays.stream(random.ints(how.negatives(), 0, met.length).toArray());
    IntStream own =
        IntStream.concat(
            Arrays.stream(known).flatMapToInt(Arrays::stream),
            Arrays.stream(asked).flatMapToInt(Arrays::stream));
    return IntStream.concat(drawn, own).sorted().distinct().toArray();
  }

  private TowerBatch batch(int[][] known, int[][] asked, int sum, int[] items) {
    int b = known.length;
    int n = items.length;
    int l = Math.min(how.length(), Arrays.stream(known).mapToInt(k -> k.length).max().orElse(1));
    float[] means = new float[b * n];
    float[] offsets = new float[b * n];
    float[] targets = new float[b * n];
    long[] last = new long[b * l];
    long[] buckets = new long[b * l];
    float[] lacks = new float[b * l];
    Arrays.fill(lacks, NEVER);
    float[] corrections = corrections(items);
    for (int i = 0; i < b; i++) {
      System.arraycopy(corrections, 0, offsets, i * n, n);
      float weights = 0;
      for (int item : known[i]) {
        weights += meanWeights[item];
      }
      for (int item : known[i]) {
        int place = i * n + Arrays.binarySearch(items, item);
        means[place] += meanWeights[item] / weights;
        offsets[place] = NEVER;
      }
      for (int item : asked[i]) {
        int place = i * n + Arrays.binarySearch(items, item);
        targets[place] += 1f / sum;
        // An item that stands twice in a history may be known as well.
        offsets[place] = corrections[place - i * n];
      }
      for (int ago = 0; ago < Math.min(l, known[i].length); ago++) {
        int item = known[i][known[i].length - 1 - ago];
        last[i * l + ago] = Arrays.binarySearch(items, item);
        buckets[i * l + ago] = HistoryTower.age(ago);
        lacks[i * l + ago] = 0;
      }
    }
    return new TowerBatch(
        Arrays.stream(items).asLongStream().toArray(),
        keeps(n),
        b,
        l,
        means,
        last,
        buckets,
        lacks,
        offsets,
        targets);
  }

  /** Of each item the logarithm of how often steps look at it, with the sign turned. */
  private float[] corrections(int[] items) {
    float[] corrections = new float[items.length];
    if (items.length == met.length) {
      return corrections;
    }
    double even = (double) how.negatives() / met.length;
    for (int i = 0; i < items.length; i++) {
      double own = (double) how.batch() * met[items[i]] / histories.length;
      corrections[i] = (float) -Math.log(Math.min(1, even + own));
    }
    return corrections;
  }

  private float[] keeps(int n) {
    float[] keeps = new float[n];
    for (int i = 0; i < n; i++) {
      keeps[i] = random.nextDouble() < how.idDrop() ? 0 : 1;
    }
    return keeps;
  }
}
