package org.llmrec.recommender;

import java.util.Arrays;
import java.util.List;
import org.llmrec.core.Deadline;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.diversity.Mmr;
import org.llmrec.retrieve.CatalogueView;

/**
 * An order in which items differ from those above them. As in a reranked list, a place keeps its
 * score, whoever gets the place.
 */
final class Diverse {
  private Diverse() {}

  /**
   * Picks from the best {@link Request#window} of an order, and adds what each pick was worth as a
   * stage. What the deadline leaves unpicked follows as it was.
   *
   * @param order positions, best first
   * @param finalScores by position
   */
  static Better of(
      Serving serving,
      Request request,
      Scored scored,
      int[] order,
      double[] finalScores,
      List<Note> notes) {
    int width = serving.index().textDims();
    if (width == 0) {
      notes.add(
          new Note(
              Note.Code.NOT_DIVERSE,
              "not made diverse: no item of the catalogue has a text vector"));
      return new Better(order, finalScores, true);
    }
    if (order.length == 0) {
      return new Better(order, finalScores, true);
    }
    int[] pool = Arrays.copyOf(order, Math.min(request.window(), order.length));
    float[] relevance = relevance(pool, finalScores);
    float[] texts = texts(serving.index(), scored, pool, width, request.deadline());
    double lambda = 1 - request.diversity();
    int[] picked = Mmr.order(relevance, texts, lambda, request.k(), request.deadline());
    float[] worth = new float[scored.size()];
    Arrays.fill(worth, Float.NaN);
    for (int n = 0; n < picked.length; n++) {
      worth[pool[picked[n]]] =
          (float)
              (lambda * relevance[picked[n]]
                  - request.diversity() * likeness(texts, width, picked, n));
    }
    scored.add(Stage.DIVERSITY, worth);
    int[] diverse = reordered(order, picked);
    double[] scores = finalScores.clone();
    for (int p = 0; p < order.length; p++) {
      scores[diverse[p]] = finalScores[order[p]];
    }
    return new Better(diverse, scores, picked.length == Math.min(request.k(), pool.length));
  }

  /** From 0 for the last of the pool to 1 for the first; 1 for all where they are equal. */
  private static float[] relevance(int[] pool, double[] finalScores) {
    double highest = finalScores[pool[0]];
    double range = highest - finalScores[pool[pool.length - 1]];
    float[] relevance = new float[pool.length];
    for (int i = 0; i < pool.length; i++) {
      relevance[i] = range > 0 ? (float) (1 - (highest - finalScores[pool[i]]) / range) : 1;
    }
    return relevance;
  }

  /** Zeros, which are like nothing, for an item without a vector. */
  private static float[] texts(
      CatalogueView index, Scored scored, int[] pool, int width, Deadline deadline) {
    float[] texts = new float[pool.length * width];
    for (int i = 0; i < pool.length && !deadline.expired(); i++) {
      int at = i * width;
      index
          .textVector(scored.ordinals()[pool[i]])
          .ifPresent(text -> System.arraycopy(text, 0, texts, at, width));
    }
    return texts;
  }

  /** The highest cosine of the n-th pick to one before it, 0 for the first. */
  private static float likeness(float[] texts, int width, int[] picked, int n) {
    float[] own = Arrays.copyOfRange(texts, picked[n] * width, (picked[n] + 1) * width);
    float highest = n == 0 ? 0 : Float.NEGATIVE_INFINITY;
    for (int before = 0; before < n; before++) {
      highest = Math.max(highest, Vectors.dot(own, texts, picked[before] * width));
    }
    return highest;
  }

  /** The picked places first, then the others as they were. */
  private static int[] reordered(int[] order, int[] picked) {
    boolean[] gone = new boolean[order.length];
    int[] diverse = new int[order.length];
    int n = 0;
    for (int place : picked) {
      gone[place] = true;
      diverse[n++] = order[place];
    }
    for (int p = 0; p < order.length; p++) {
      if (!gone[p]) {
        diverse[n++] = order[p];
      }
    }
    return diverse;
  }
}
