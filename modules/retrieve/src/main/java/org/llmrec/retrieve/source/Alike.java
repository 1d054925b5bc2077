package org.llmrec.retrieve.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;
import org.llmrec.retrieve.WordScoring;

/**
 * More like this: items whose texts have the most telling words of what the seeker liked; {@link
 * Source#ALIKE}. An item counts by the liked one that it shares most with.
 *
 * @param latest how many of the liked items are looked at, the last ones, from 1 on: each is a
 *     search of its own
 * @param words how many words of each, 1 to 64
 */
public record Alike(int latest, int words) implements CandidateSource {
  private static final WordScoring PLAIN = WordScoring.STANDARD.plain();
  private static final int USUAL_LATEST = 5;
  private static final int USUAL_WORDS = 24;
  private static final int MOST_WORDS = 64;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Alike {
    if (latest < 1 || words < 1 || words > MOST_WORDS) {
      throw new IllegalArgumentException(
          "expected 1 item or more and 1 to "
              + MOST_WORDS
              + " words, found "
              + latest
              + " and "
              + words);
    }
  }

  /** The 24 most telling words of the last five. */
  public Alike() {
    this(USUAL_LATEST, USUAL_WORDS);
  }

  @Override
  public Source source() {
    return Source.ALIKE;
  }

  @Override
  public Hits find(CatalogueSearch search, Seeker seeker, int k) {
    int[] liked = seeker.liked();
    Map<Integer, Float> most = new HashMap<>();
    boolean partial = false;
    for (int i = Math.max(0, liked.length - latest); i < liked.length; i++) {
      List<String> telling = search.tellingWords(liked[i], words);
      Hits sharing = search.words(String.join(" ", telling), k, PLAIN);
      partial |= sharing.partial();
      for (int hit = 0; hit < sharing.size(); hit++) {
        most.merge(sharing.ordinal(hit), sharing.score(hit), Math::max);
      }
    }
    return Sums.best(source(), most, k, partial);
  }
}
