package org.llmrec.lab.run.summary;

import java.util.Arrays;
import java.util.Optional;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.table.InteractionTable;

/**
 * Which item of a history is nearest to another: by the users in training who have both (cosine of
 * the item's columns), or where there are none by text.
 */
public final class Nearness {
  private final ProtocolSplit split;
  private final Optional<VectorFile> texts;
  private final int[][] itemsOfUser;
  private final int[] popularity;

  /**
   * Of a split's training data.
   *
   * @param texts the vectors of the items' original texts; stays the caller's, and open
   */
  public Nearness(ProtocolSplit split, Optional<VectorFile> texts) {
    InteractionTable positives = split.testing().positives();
    this.split = split;
    this.texts = texts;
    this.itemsOfUser = positives.itemsByUser();
    this.popularity = positives.popularity();
  }

  /**
   * The nearest.
   *
   * @param item its number
   * @param users how many in training have both; 0 where it was found by text
   * @param cosine by users or by text
   */
  record Near(int item, int users, double cosine) {}

  /** The nearest of a history; empty where nothing is known of any. */
  Optional<Near> of(int item, int[] history) {
    Optional<Near> together = byUsers(item, history);
    return together.isPresent() ? together : byText(item, history);
  }

  private Optional<Near> byUsers(int item, int[] history) {
    int[] shared = new int[history.length];
    for (int[] items : itemsOfUser) {
      if (Arrays.binarySearch(items, item) >= 0) {
        for (int i = 0; i < history.length; i++) {
          shared[i] += Arrays.binarySearch(items, history[i]) >= 0 ? 1 : 0;
        }
      }
    }
    Near best = null;
    for (int i = 0; i < history.length; i++) {
      double cosine =
          shared[i] / Math.sqrt(Math.max(1.0, (double) popularity[item] * popularity[history[i]]));
      if (shared[i] > 0 && (best == null || cosine > best.cosine())) {
        best = new Near(history[i], shared[i], cosine);
      }
    }
    return Optional.ofNullable(best);
  }

  private Optional<Near> byText(int item, int[] history) {
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    Optional<float[]> own = vector(item);
    Near best = null;
    for (int other : history) {
      Optional<float[]> theirs = vector(other);
      if (own.isPresent() && theirs.isPresent()) {
        double cosine = Vectors.cosine(own.get(), theirs.get());
        if (best == null || cosine > best.cosine()) {
          best = new Near(other, 0, cosine);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private Optional<float[]> vector(int item) {
    int row = texts.orElseThrow().row(split.items().get(item));
    return row < 0 ? Optional.empty() : Optional.of(texts.orElseThrow().row(row));
  }
}
