package org.llmrec.retrieve.rescore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Rescorer;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.rank.Ranker;

/**
 * The ranker as Lucene knows second stages: puts the first hits of any search into the order of one
 * user's taste.
 *
 * <pre>{@code
 * TopDocs hits = searcher.search(query, 200);
 * Rescorer byTaste = new RankerRescorer(ranker, ranker.foldIn(liked), new ItemKey.Id("sku"), 200);
 * TopDocs page = byTaste.rescore(searcher, hits, 10);
 * }</pre>
 *
 * <p>A hit gets the ranker's score, the inner product of user and item vector: any number, negative
 * ones too, and on another scale than the search's. So the two are never compared: hits that were
 * ranked come first, and after them, in the search's order, those that the ranker does not know and
 * those beyond the window. Missing is not zero. The score of such a hit says only its place: each
 * is 1 below the one before, the first 1 below the last that was ranked. Where no hit could be
 * ranked, all keep their scores.
 *
 * <p>The caller's hits are left as they are. Equal scores keep the search's order. Immutable and
 * thread-safe.
 */
public final class RankerRescorer extends Rescorer {
  private final Ranker ranker;
  private final float[] user;
  private final ItemKey key;
  private final int window;

  /**
   * For one user.
   *
   * @param user {@code [dims]}, from {@link Ranker#userVector}, {@link Ranker#foldIn} or {@link
   *     Ranker#averageUser}; copied
   * @param key how documents say which item they are
   * @param window how many hits are ranked, the first ones; 1 or more
   * @throws IllegalArgumentException if the width is wrong or the window less than 1
   */
  public RankerRescorer(Ranker ranker, float[] user, ItemKey key, int window) {
    this.ranker = Objects.requireNonNull(ranker, "ranker");
    this.user = user.clone();
    this.key = Objects.requireNonNull(key, "key");
    this.window = window;
    if (user.length != ranker.dims()) {
      throw new IllegalArgumentException(
          "expected a user vector of " + ranker.dims() + " numbers, found " + user.length);
    }
    if (window < 1) {
      throw new IllegalArgumentException("the window must be 1 or more, found " + window);
    }
  }

  /**
   * The best {@code topN} of the hits.
   *
   * @param firstPassTopDocs the search's, best first; not changed
   * @throws ConfigException if {@code topN} is more than the window while there are hits beyond it:
   *     the page would end in hits that nobody ranked
   */
  @Override
  public TopDocs rescore(IndexSearcher searcher, TopDocs firstPassTopDocs, int topN)
      throws IOException {
    ScoreDoc[] given = firstPassTopDocs.scoreDocs;
    if (topN > window && given.length > window) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected a window of at least the page, found a window of "
              + window
              + " for a page of "
              + topN
              + "; rank more hits or ask for fewer");
    }
    float[] scores = scores(searcher, Arrays.copyOf(given, Math.min(window, given.length)));
    List<ScoreDoc> ranked = new ArrayList<>();
    List<ScoreDoc> others = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      boolean known = i < scores.length && !Float.isNaN(scores[i]);
      float score = known ? scores[i] : given[i].score;
      (known ? ranked : others).add(new ScoreDoc(given[i].doc, score, given[i].shardIndex));
    }
    ranked.sort((a, b) -> a.score == b.score ? 0 : Float.compare(b.score, a.score));
    if (!ranked.isEmpty()) {
      float last = ranked.getLast().score;
      for (ScoreDoc other : others) {
        last = Math.min(last - 1, Math.nextDown(last));
        other.score = last;
      }
    }
    ranked.addAll(others);
    ScoreDoc[] page = ranked.stream().limit(topN).toArray(ScoreDoc[]::new);
    return new TopDocs(firstPassTopDocs.totalHits, page);
  }

  /** By hit; NaN for one that the ranker does not know. */
  private float[] scores(IndexSearcher searcher, ScoreDoc[] hits) throws IOException {
    Integer[] byDoc = new Integer[hits.length];
    Arrays.setAll(byDoc, i -> i);
    Arrays.sort(byDoc, Comparator.comparingInt(i -> hits[i].doc));
    int[] known = new int[hits.length];
    int[] ordinals = new int[hits.length];
    int n = 0;
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = null;
    ItemKey.Ordinals segment = null;
    for (int hit : byDoc) {
      int doc = hits[hit].doc;
      if (leaf == null || doc >= leaf.docBase + leaf.reader().maxDoc()) {
        leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
        segment = key.ordinals(leaf.reader(), ranker);
      }
      int ordinal = segment.of(doc - leaf.docBase);
      if (ordinal != ItemKey.UNKNOWN) {
        known[n] = hit;
        ordinals[n++] = ordinal;
      }
    }
    float[] ranked = new float[n];
    ranker.score(user, Arrays.copyOf(ordinals, n), ranked);
    float[] scores = new float[hits.length];
    Arrays.fill(scores, Float.NaN);
    for (int i = 0; i < n; i++) {
      scores[known[i]] = ranked[i];
    }
    return scores;
  }

  /**
   * What {@link #rescore} says of a hit within the window: the ranker's score, with the search's
   * explanation below it; no match for an item that the ranker does not know, which keeps its place
   * in the search below those that it knows.
   */
  @Override
  public Explanation explain(IndexSearcher searcher, Explanation firstPassExplanation, int docID)
      throws IOException {
    float score = scores(searcher, new ScoreDoc[] {new ScoreDoc(docID, 0)})[0];
    Explanation first =
        Explanation.match(
            firstPassExplanation.getValue(), "found by the search", firstPassExplanation);
    if (Float.isNaN(score)) {
      return Explanation.noMatch(
          "not ranked: " + key + " names no item of the ranker; stays below those that were",
          first);
    }
    return Explanation.match(
        score,
        "ranker: inner product of the user's and the item's vector, by which the hits are ordered",
        first);
  }
}
