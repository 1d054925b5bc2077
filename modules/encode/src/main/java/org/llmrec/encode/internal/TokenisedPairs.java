package org.llmrec.encode.internal;

import java.util.List;
import org.llmrec.core.Deadline;
import org.llmrec.encode.pair.Pair;

/** Pairs as word pieces; see {@link Tokeniser}. Immutable. */
public final class TokenisedPairs {
  private static final int SLICE = 32;

  private final Tokeniser.PairPieces[] pairs;

  private TokenisedPairs(Tokeniser.PairPieces[] pairs) {
    this.pairs = pairs;
  }

  /** Tokenises pairs; of no use when it returns after the deadline, since it leaves some out. */
  public static TokenisedPairs of(
      List<Pair> all, Tokeniser tokeniser, Crew crew, Deadline deadline) {
    int n = all.size();
    Tokeniser.PairPieces[] pieces = new Tokeniser.PairPieces[n];
    crew.run(
        (n + SLICE - 1) / SLICE,
        slice -> {
          for (int i = slice * SLICE; i < Math.min(n, (slice + 1) * SLICE); i++) {
            if (deadline.expired()) {
              return;
            }
            pieces[i] = tokeniser.tokenise(all.get(i).query(), all.get(i).text());
          }
        });
    return new TokenisedPairs(pieces);
  }

  /** The number of pieces of every pair. */
  public int[] lengths() {
    int[] lengths = new int[pairs.length];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = pairs[i].ids().length;
    }
    return lengths;
  }

  /** Whether one of the two texts lost its end. */
  public boolean truncated(int pair) {
    return pairs[pair].truncated();
  }

  long[] ids(int pair) {
    return pairs[pair].ids();
  }

  long[] types(int pair) {
    return pairs[pair].types();
  }
}
