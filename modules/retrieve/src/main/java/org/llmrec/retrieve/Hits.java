package org.llmrec.retrieve;

import java.util.Arrays;
import java.util.List;
import org.llmrec.retrieve.internal.BestOrdinals;

/**
 * The answer of one source, best first, equal scores by ordinal. Immutable.
 *
 * <p>No ordinal occurs twice. An answer is {@linkplain #partial() partial} when the deadline ended
 * the search: what is there is right, but better items may be missing.
 */
public final class Hits {
  private final Source source;
  private final int[] ordinals;
  private final float[] scores;
  private final boolean partial;
  private final long compared;

  Hits(Source source, int[] ordinals, float[] scores, boolean partial) {
    this(source, ordinals, scores, partial, 0);
  }

  private Hits(Source source, int[] ordinals, float[] scores, boolean partial, long compared) {
    this.source = source;
    this.ordinals = ordinals;
    this.scores = scores;
    this.partial = partial;
    this.compared = compared;
  }

  /**
   * The k best of what some source found.
   *
   * @param ordinals {@code [N]}, in any order, none twice; copied
   * @param scores {@code [N]}, higher is better; NaN is below all
   * @param k 1 or more
   * @param partial whether better ones may be missing
   * @throws IllegalArgumentException if the lengths differ or {@code k} is less than 1
   */
  public static Hits best(Source source, int[] ordinals, float[] scores, int k, boolean partial) {
    if (ordinals.length != scores.length || k < 1) {
      throw new IllegalArgumentException(
          "expected a score per ordinal and k from 1 on, found "
              + ordinals.length
              + " ordinals, "
              + scores.length
              + " scores, k "
              + k);
    }
    BestOrdinals best = new BestOrdinals(k);
    for (int i = 0; i < ordinals.length; i++) {
      best.offer(ordinals[i], scores[i]);
    }
    return drained(source, best, partial);
  }

  /** What was kept of a stream, which is empty afterwards. */
  static Hits drained(Source source, BestOrdinals best, boolean partial) {
    int[] ordinals = new int[best.size()];
    float[] scores = new float[ordinals.length];
    best.drain(ordinals, scores);
    return new Hits(source, ordinals, scores, partial);
  }

  /** The same, said to come from another source. */
  public Hits as(Source other) {
    return new Hits(other, ordinals, scores, partial, compared);
  }

  /** The same, said to have compared so many vectors. */
  public Hits comparing(long vectors) {
    return new Hits(source, ordinals, scores, partial, vectors);
  }

  /** Nothing found. */
  public static Hits none(Source source, boolean partial) {
    return new Hits(source, new int[0], new float[0], partial);
  }

  /** The k best of several answers of one source that have no ordinal in common. */
  static Hits merged(Source source, List<Hits> answers, int k) {
    int found = answers.stream().mapToInt(Hits::size).sum();
    BestOrdinals best = new BestOrdinals(Math.max(1, Math.min(k, found)));
    boolean partial = false;
    long compared = 0;
    for (Hits answer : answers) {
      for (int i = 0; i < answer.size(); i++) {
        best.offer(answer.ordinals[i], answer.scores[i]);
      }
      partial |= answer.partial;
      compared += answer.compared;
    }
    return drained(source, best, partial).comparing(compared);
  }

  /** The same where the ordinals begin at {@code start}. */
  Hits from(int start) {
    if (start == 0) {
      return this;
    }
    int[] moved = Arrays.stream(ordinals).map(o -> start + o).toArray();
    return new Hits(source, moved, scores, partial, compared);
  }

  /** Who answered. */
  public Source source() {
    return source;
  }

  /** How many items were found. */
  public int size() {
    return ordinals.length;
  }

  /** The catalogue ordinal of the hit of rank {@code i + 1}. */
  public int ordinal(int i) {
    return ordinals[i];
  }

  /** The score of the hit of rank {@code i + 1}. */
  public float score(int i) {
    return scores[i];
  }

  /** All ordinals, best first; a copy. */
  public int[] ordinals() {
    return ordinals.clone();
  }

  /** Whether the deadline cut the search short. */
  public boolean partial() {
    return partial;
  }

  /**
   * How many vectors were compared with the query's, by walking a graph or one after the other,
   * those compared again at full precision not counted; 0 where none were. What a search by vectors
   * costs, whatever the machine.
   */
  public long compared() {
    return compared;
  }

  @Override
  public String toString() {
    return source + Arrays.toString(ordinals) + (partial ? " (partial)" : "");
  }
}
