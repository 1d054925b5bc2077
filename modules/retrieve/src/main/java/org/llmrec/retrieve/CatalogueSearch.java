package org.llmrec.retrieve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.util.FixedBitSet;
import org.llmrec.core.Deadline;
import org.llmrec.core.vector.Vectors;
import org.llmrec.retrieve.internal.BestOrdinals;
import org.llmrec.retrieve.internal.CatalogueAnalyzer;
import org.llmrec.retrieve.internal.CoEngagedBytes;
import org.llmrec.retrieve.internal.IndexFields;
import org.llmrec.retrieve.internal.NearestVectors;
import org.llmrec.retrieve.internal.OrdinalsQuery;
import org.llmrec.retrieve.internal.TellingWords;
import org.llmrec.retrieve.internal.Timeout;

/**
 * One request's questions to the index, under one filter and one deadline. For one thread; nothing
 * to close.
 *
 * <p>Every source gives at most {@code k} hits, and exactly {@code k} when as many eligible items
 * have a value there. When the deadline passes, a source stops and says that it is partial.
 */
public final class CatalogueSearch {
  private final CatalogueIndex index;
  private final Eligible eligible;
  private final Deadline deadline;

  CatalogueSearch(CatalogueIndex index, Eligible eligible, Deadline deadline) {
    this.index = index;
    this.eligible = eligible;
    this.deadline = deadline;
  }

  /**
   * The same questions to those items only that had no more than so many interactions when the
   * index was built.
   */
  public CatalogueSearch metAtMost(int interactions) {
    FixedBitSet few = new FixedBitSet(Math.max(1, index.size()));
    for (int ordinal = 0; ordinal < index.size(); ordinal++) {
      if (index.popularity(ordinal) <= interactions && eligible.contains(ordinal)) {
        few.set(ordinal);
      }
    }
    return new CatalogueSearch(index, new Eligible(few, few.cardinality()), deadline);
  }

  /** An item's text vector, of length 1; empty when it has none. */
  public Optional<float[]> textVector(int ordinal) {
    return index.textVector(ordinal);
  }

  /**
   * The words of an item's title, categories and description that tell it from most others, the
   * most telling first: how often one stands there times how few items have it. Words that no other
   * item has are left out, as they lead nowhere.
   *
   * @param ordinal the item
   * @param most how many at most, from 1 to 64
   * @return as they stand in the texts
   */
  public List<String> tellingWords(int ordinal, int most) {
    StoredItem item = index.item(ordinal);
    String text =
        String.join("\n", item.title(), String.join("\n", item.categories()), item.description());
    return index.reading(
        leaf ->
            new TellingWords(index.analyzer(), index.wordQueries().fields()).of(leaf, text, most));
  }

  /** How many items the filter and the exclusions leave. */
  public int eligible() {
    return eligible.count();
  }

  /**
   * Items whose texts have any of the words, by BM25 over all fields; see {@link Source#WORDS}.
   *
   * @param text what a person typed, of any length and script; nothing in it is an operator. The
   *     first 64 different words count; stop words only when there is nothing else
   * @param k 1 or more
   */
  public Hits words(String text, int k) {
    return words(text, k, WordScoring.STANDARD);
  }

  /**
   * The same with other weights. Items that have none of the words, and those that have them only
   * in texts of weight 0, are not found; with {@code k} of the catalogue's size, all others are.
   */
  public Hits words(String text, int k, WordScoring scoring) {
    requireK(k);
    CatalogueAnalyzer.QueryTerms query = index.analyzer().query(text);
    if (query.terms().isEmpty() || eligible.count() == 0) {
      return Hits.none(Source.WORDS, false);
    }
    Timeout timeout = new Timeout(deadline);
    if (timeout.shouldExit()) {
      return Hits.none(Source.WORDS, true);
    }
    Query filter =
        eligible.bits() == null ? null : new OrdinalsQuery(eligible.bits(), eligible.count());
    TopDocs found =
        index.reading(
            leaf -> {
              IndexSearcher searcher = searcher(timeout);
              searcher.setSimilarity(new BM25Similarity(scoring.k1(), scoring.b()));
              return searcher.search(
                  index.wordQueries().any(query, scoring, filter), Math.min(k, eligible.count()));
            });
    int[] ordinals = new int[found.scoreDocs.length];
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      ScoreDoc hit = found.scoreDocs[i];
      ordinals[i] = hit.doc;
      scores[i] = hit.score;
    }
    return new Hits(Source.WORDS, ordinals, scores, timeout.hit());
  }

  /**
   * Items whose text vectors point the same way; see {@link Source#TEXT}.
   *
   * @param query {@code [Dtext]}, of any length; the zero vector finds nothing
   * @param k 1 or more
   * @throws IllegalArgumentException if the width is wrong or a value is not finite
   */
  public Hits text(float[] query, int k) {
    return text(query, k, false);
  }

  /** The same, comparing every eligible item when {@code exact}. */
  public Hits text(float[] query, int k, boolean exact) {
    float[] unit = CatalogueIndex.unit(query);
    if (Vectors.dot(unit, unit) == 0) {
      return Hits.none(Source.TEXT, false);
    }
    return nearest(Source.TEXT, IndexFields.TEXT, unit, k, exact);
  }

  /**
   * Items whose tower vectors have the highest inner product; see {@link Source#TOWER}.
   *
   * @param query {@code [Dtower]}
   * @param k 1 or more
   * @throws IllegalArgumentException if the width is wrong or a value is not finite
   */
  public Hits tower(float[] query, int k) {
    return tower(query, k, false);
  }

  /** The same, comparing every eligible item when {@code exact}. */
  public Hits tower(float[] query, int k, boolean exact) {
    return nearest(Source.TOWER, IndexFields.TOWER, query, k, exact);
  }

  private Hits nearest(Source source, String field, float[] query, int k, boolean exact) {
    requireK(k);
    int dims = source == Source.TEXT ? index.textDims() : index.towerDims();
    if (dims == 0 || eligible.count() == 0) {
      return Hits.none(source, false);
    }
    index.requireWidth(field, query);
    Timeout timeout = new Timeout(deadline);
    if (timeout.shouldExit()) {
      return Hits.none(source, true);
    }
    BestOrdinals best =
        index.reading(
            leaf ->
                new NearestVectors(
                        leaf, searcher(timeout), eligible.bits(), eligible.count(), timeout)
                    .search(field, query, k, exact));
    int[] ordinals = new int[best.size()];
    float[] scores = new float[ordinals.length];
    best.drain(ordinals, scores);
    return new Hits(source, ordinals, scores, timeout.hit());
  }

  /**
   * The items with the most interactions; see {@link Source#POPULARITY}. Costs next to nothing, so
   * it answers in full even after the deadline.
   *
   * @param k 1 or more
   */
  public Hits popular(int k) {
    int[] ordinals = firstEligible(index.byPopularity(), k);
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = index.popularity(ordinals[i]);
    }
    return new Hits(Source.POPULARITY, ordinals, scores, false);
  }

  /**
   * The items with the most interactions of late, as {@link CatalogueIndex#trend} counts them; see
   * {@link Source#TRENDING}. Items without any are not found. Costs next to nothing, so it answers
   * in full even after the deadline.
   *
   * @param k 1 or more
   */
  public Hits trending(int k) {
    int[] ordinals = firstEligible(index.byTrend(), k);
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = index.trend(ordinals[i]);
    }
    return new Hits(Source.TRENDING, ordinals, scores, false);
  }

  private int[] firstEligible(int[] order, int k) {
    requireK(k);
    int[] ordinals = new int[Math.min(k, eligible.count())];
    int n = 0;
    for (int i = 0; i < order.length && n < ordinals.length; i++) {
      if (eligible.contains(order[i])) {
        ordinals[n++] = order[i];
      }
    }
    return Arrays.copyOf(ordinals, n);
  }

  /**
   * The items that the same people like as one item; see {@link Source#CO_ENGAGED}. Costs next to
   * nothing, so it answers in full even after the deadline.
   *
   * @param ordinal the one item
   * @param k 1 or more
   */
  public Hits coEngaged(int ordinal, int k) {
    requireK(k);
    List<Integer> ordinals = new ArrayList<>();
    List<Float> scores = new ArrayList<>();
    index.reading(
        leaf -> {
          BinaryDocValues values = leaf.getBinaryDocValues(IndexFields.CO_ENGAGED);
          if (values != null && values.advanceExact(ordinal)) {
            CoEngagedBytes.decode(
                values.binaryValue(),
                (other, score) -> {
                  if (ordinals.size() < k && other < index.size() && eligible.contains(other)) {
                    ordinals.add(other);
                    scores.add(score);
                  }
                });
          }
          return ordinals;
        });
    float[] found = new float[scores.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = scores.get(i);
    }
    return new Hits(
        Source.CO_ENGAGED, ordinals.stream().mapToInt(Integer::intValue).toArray(), found, false);
  }

  private IndexSearcher searcher(Timeout timeout) throws IOException {
    IndexSearcher searcher = new IndexSearcher(index.reader());
    // Lucene's cache is one for the whole process, which is not a library's to fill.
    searcher.setQueryCache(null);
    if (deadline.bounded()) {
      searcher.setTimeout(timeout);
    }
    return searcher;
  }

  private static void requireK(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be 1 or more, found " + k);
    }
  }
}
