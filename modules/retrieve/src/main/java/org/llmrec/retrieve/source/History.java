package org.llmrec.retrieve.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;
import org.llmrec.retrieve.internal.Centroids;

/**
 * Items whose texts are like those of what the seeker liked; {@link Source#HISTORY}. Who likes
 * westerns and cookery books likes nothing that lies between the two, so the liked texts are parted
 * into a few groups and the catalogue is asked around the middle of each (PinnerSage: Pal et al.,
 * KDD 2020, with spherical k-means in place of Ward's method). An item counts by the middle that it
 * is nearest to.
 *
 * @param middles how many groups at most, from 1 (one mean) to 32; there are never more than half
 *     of the liked items, rounded up
 * @param latest how many of the liked items count, the last ones, from 1 on
 * @param exact whether every eligible item is compared, instead of walking the graph
 */
public record History(int middles, int latest, boolean exact) implements CandidateSource {
  private static final int MOST_MIDDLES = 32;
  private static final int USUAL_MIDDLES = 4;
  private static final int USUAL_LATEST = 200;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public History {
    if (middles < 1 || middles > MOST_MIDDLES || latest < 1) {
      throw new IllegalArgumentException(
          "expected 1 to "
              + MOST_MIDDLES
              + " middles of 1 item or more, found "
              + middles
              + " of "
              + latest);
    }
  }

  /** At most four middles of the last 200, by the graph. */
  public History() {
    this(USUAL_MIDDLES, USUAL_LATEST, false);
  }

  @Override
  public Source source() {
    return Source.HISTORY;
  }

  @Override
  public Hits find(CatalogueSearch search, Seeker seeker, int k) {
    return pieces(search, seeker, k).find();
  }

  /** One for each middle. */
  @Override
  public Pieces pieces(CatalogueSearch search, Seeker seeker, int k) {
    int[] liked = seeker.liked();
    List<float[]> texts = new ArrayList<>();
    for (int i = Math.max(0, liked.length - latest); i < liked.length; i++) {
      search.textVector(liked[i]).ifPresent(texts::add);
    }
    List<Supplier<Hits>> questions = new ArrayList<>();
    for (float[] middle : Centroids.of(texts, Math.min(middles, (texts.size() + 1) / 2))) {
      questions.add(() -> search.text(middle, k, exact));
    }
    return new Pieces(questions, answers -> nearest(answers, k));
  }

  private Hits nearest(List<Hits> answers, int k) {
    Map<Integer, Float> nearest = new HashMap<>();
    boolean partial = false;
    long compared = 0;
    for (Hits around : answers) {
      partial |= around.partial();
      compared += around.compared();
      for (int hit = 0; hit < around.size(); hit++) {
        nearest.merge(around.ordinal(hit), around.score(hit), Math::max);
      }
    }
    return Sums.best(source(), nearest, k, partial).comparing(compared);
  }
}
