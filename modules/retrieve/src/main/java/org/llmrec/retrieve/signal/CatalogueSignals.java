package org.llmrec.retrieve.signal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.CatalogueView;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.StoredItem;
import org.llmrec.retrieve.WordScoring;

/**
 * The features of candidates over a catalogue's own index, the same for learning and for serving.
 * Item numbers are ordinals. What a request may not find is no candidate, and nothing is compared
 * with it. Of an item that came after the index was built it is known what it is called, but not
 * who likes it nor whether anything was written about it.
 *
 * <p>A query looks at every item: at most {@link #MOST_ITEMS} are to be searched so. Thread-safe.
 */
public final class CatalogueSignals {
  /** A search by words of each kind and one by vectors over more of them take too long to wait. */
  public static final int MOST_ITEMS = 100_000;

  private final LikedTogether liked;
  private final int[] missing;
  private final int depth;
  private final List<Set<String>> titles;

  /**
   * Over an index.
   *
   * @param liked by whom, by ordinal
   * @param missing by ordinal the kinds of text that an item lacks, as {@link #missing(Item,
   *     boolean)} has it; one an item of the index
   * @param depth how many of the best by words and by vectors are candidates
   */
  public CatalogueSignals(CatalogueIndex index, LikedTogether liked, int[] missing, int depth) {
    if (missing.length != index.size()) {
      throw new IllegalArgumentException(
          "expected what " + index.size() + " items lack, found " + missing.length);
    }
    this.liked = liked;
    this.missing = missing;
    this.depth = depth;
    CatalogueView view = CatalogueView.of(index);
    this.titles =
        IntStream.range(0, index.size())
            .mapToObj(item -> TitleWords.ofTitle(view::terms, index.item(item).title()))
            .toList();
  }

  /**
   * The kinds of text that an item lacks, a bit each.
   *
   * @param answered whether anything was written about it
   */
  public static int missing(Item item, boolean answered) {
    int bits = 0;
    for (WordKind kind : WordKind.values()) {
      bits |= kind.isOf(item, answered) ? 0 : 1 << kind.ordinal();
    }
    return bits;
  }

  /** The names of the features, in their order. */
  public List<String> features(CatalogueView view) {
    CatalogueSearch search = view.search(Filter.none(), new int[0], Deadline.none());
    return of(view, search, "", new float[view.textDims()]).names();
  }

  /**
   * Candidates for a query.
   *
   * @param view the catalogue that is searched
   * @param search over that view
   * @param vector of the query, {@code [Dtext]}, of length 1
   */
  public Candidates of(CatalogueView view, CatalogueSearch search, String query, float[] vector) {
    return signals(view, search, vector).of(query, view.ordinals());
  }

  private SearchSignals signals(CatalogueView view, CatalogueSearch search, float[] vector) {
    Map<Integer, StoredItem> later = new HashMap<>();
    SequencedMap<String, QueryScorer> kinds = new LinkedHashMap<>();
    Map<String, IntPredicate> without = new HashMap<>();
    for (WordKind kind : WordKind.values()) {
      kinds.put(kind.label(), words(view, search, kind.only()));
      without.put(
          kind.label(),
          item -> {
            int lacks =
                item < missing.length
                    ? missing[item]
                    : missing(shown(later.computeIfAbsent(item, view::item)), false);
            return kind.isIn(lacks);
          });
    }
    Map<Integer, Set<String>> laterTitles = new HashMap<>();
    TitleWords words =
        new TitleWords(
            view::terms,
            item ->
                item < titles.size()
                    ? titles.get(item)
                    : laterTitles.computeIfAbsent(
                        item, own -> TitleWords.ofTitle(view::terms, view.item(own).title())));
    return new SearchSignals(
        words(view, search, WordScoring.STANDARD.plain()),
        kinds,
        without,
        new FieldCosines(List.of(new IndexRows(view, search)), query -> vector, false),
        words,
        liked,
        depth);
  }

  private static Item shown(StoredItem item) {
    return new Item(item.id(), item.title(), item.description(), item.categories(), Map.of());
  }

  /**
   * A search by text vectors over all that a request may find.
   *
   * @param search over the view
   * @param queries the vector of a query, of length 1
   */
  public static QueryScorer vectors(
      CatalogueView view, CatalogueSearch search, Function<String, float[]> queries) {
    return new FieldCosines(List.of(new IndexRows(view, search)), queries, false);
  }

  /**
   * A search by words over all that a request may find.
   *
   * @param search over the view
   */
  public static QueryScorer words(CatalogueView view, CatalogueSearch search, WordScoring scoring) {
    return (query, scores) -> {
      Arrays.fill(scores, Float.NEGATIVE_INFINITY);
      Hits hits = search.words(query, Math.max(1, view.size()), scoring);
      for (int i = 0; i < hits.size(); i++) {
        scores[hits.ordinal(i)] = hits.score(i);
      }
    };
  }
}
