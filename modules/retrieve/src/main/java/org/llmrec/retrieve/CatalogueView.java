package org.llmrec.retrieve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.llmrec.core.Deadline;
import org.llmrec.retrieve.internal.CatalogueAnalyzer.QueryTerm;
import org.llmrec.retrieve.internal.CoEngagedBytes;
import org.llmrec.retrieve.internal.Corrections.Meant;

/**
 * A catalogue as it stands at one moment: the items of an index, less those that were taken out or
 * replaced since, and those that were put in. Immutable; a request uses one view from its beginning
 * to its end.
 *
 * <p>Items go by ordinal. Those of the index keep theirs; later ones have ordinals from the index's
 * size on, which hold for this view only. An ordinal of an item that is gone is still good for
 * {@link #current}, and for nothing else.
 *
 * <p>Thread-safe, and usable until its index is closed.
 */
public final class CatalogueView {
  private final CatalogueIndex base;
  private final List<CataloguePart> parts;
  private final int[] starts;
  private final int size;
  private final WordSearch words;

  /** Of the base and what was added; empty indexes are left out. */
  CatalogueView(CatalogueIndex base, List<CataloguePart> parts) {
    this.base = base;
    this.parts = List.copyOf(parts);
    this.starts = parts.stream().mapToInt(CataloguePart::start).toArray();
    this.size = parts.stream().mapToInt(CataloguePart::size).sum();
    this.words = parts.isEmpty() ? null : new WordSearch(this.parts);
  }

  /** The items of an index, no more and no less. */
  public static CatalogueView of(CatalogueIndex index) {
    return new CatalogueView(
        index, index.size() == 0 ? List.of() : List.of(new CataloguePart(index, 0, null)));
  }

  List<CataloguePart> parts() {
    return parts;
  }

  WordSearch words() {
    return words;
  }

  /** Which part an ordinal belongs to. */
  int partOf(int ordinal) {
    int found = Arrays.binarySearch(starts, ordinal);
    int p = found >= 0 ? found : -found - 2;
    if (p < 0 || ordinal >= parts.get(p).end()) {
      throw new IndexOutOfBoundsException("no item has the ordinal " + ordinal);
    }
    return p;
  }

  private CataloguePart part(int ordinal) {
    return parts.get(partOf(ordinal));
  }

  /** How many items there are. */
  public int size() {
    return size;
  }

  /** One more than the last ordinal; more than {@link #size} where items have gone. */
  public int ordinals() {
    return parts.isEmpty() ? 0 : parts.getLast().end();
  }

  /** The width of the text vectors, 0 when no item has one. */
  public int textDims() {
    return dims(CatalogueIndex::textDims);
  }

  /** The width of the tower vectors, 0 when no item has one. */
  public int towerDims() {
    return dims(CatalogueIndex::towerDims);
  }

  private int dims(ToIntFunction<CatalogueIndex> of) {
    return parts.stream().mapToInt(part -> of.applyAsInt(part.index())).max().orElse(0);
  }

  /** The number of interactions that the item had when the index was built. */
  public int popularity(int ordinal) {
    CataloguePart part = part(ordinal);
    return part.index().popularity(ordinal - part.start());
  }

  /**
   * The item's key.
   *
   * @throws IndexOutOfBoundsException if there is no such ordinal
   */
  public String id(int ordinal) {
    CataloguePart part = part(ordinal);
    return part.index().id(ordinal - part.start());
  }

  /** The item's ordinal, or -1. */
  public int ordinal(String id) {
    Objects.requireNonNull(id, "id");
    for (int p = parts.size() - 1; p >= 0; p--) {
      int ordinal = parts.get(p).ordinal(id);
      if (ordinal >= 0) {
        return ordinal;
      }
    }
    return -1;
  }

  /**
   * Where the item of an ordinal stands now: there, at another ordinal when it has been replaced,
   * or nowhere, which is -1.
   *
   * @throws IndexOutOfBoundsException if there is no such ordinal
   */
  public int current(int ordinal) {
    CataloguePart part = part(ordinal);
    return part.has(ordinal - part.start()) ? ordinal : ordinal(id(ordinal));
  }

  /** Where the items of several ordinals stand now, in their order, without those that are gone. */
  public int[] current(int[] ordinals) {
    if (size == base.size() && parts.size() <= 1) {
      return ordinals;
    }
    return Arrays.stream(ordinals).map(this::current).filter(o -> o >= 0).toArray();
  }

  /**
   * What is kept of an item for display.
   *
   * @throws IndexOutOfBoundsException if there is no such ordinal
   */
  public StoredItem item(int ordinal) {
    CataloguePart part = part(ordinal);
    StoredItem own = part.index().item(ordinal - part.start());
    return part.start() == 0
        ? own
        : new StoredItem(
            ordinal, own.id(), own.title(), own.description(), own.categories(), own.popularity());
  }

  /** The item's text vector, of length 1, at full precision; empty when it has none. */
  public Optional<float[]> textVector(int ordinal) {
    CataloguePart part = part(ordinal);
    return part.index().textVector(ordinal - part.start());
  }

  /** The item's tower vector; empty when it has none. */
  public Optional<float[]> towerVector(int ordinal) {
    CataloguePart part = part(ordinal);
    return part.index().towerVector(ordinal - part.start());
  }

  /**
   * The cosines of a vector with the items' text vectors, computed from the full vectors.
   *
   * @param query {@code [Dtext]}, of any length
   * @param ordinals ascending
   * @return one for each ordinal; NaN where the item has no text vector, or the query no direction
   * @throws IllegalArgumentException if the query's width is wrong or the ordinals do not ascend
   */
  public float[] textCosines(float[] query, int[] ordinals) {
    return byPart(ordinals, (index, own) -> index.textCosines(query, own));
  }

  /**
   * The cosines of a vector with the items' tower vectors.
   *
   * @param query {@code [Dtower]}, of any length
   * @param ordinals ascending
   * @return one for each ordinal; NaN where the item has no tower vector, or either is zero
   * @throws IllegalArgumentException if the query's width is wrong or the ordinals do not ascend
   */
  public float[] towerCosines(float[] query, int[] ordinals) {
    return byPart(ordinals, (index, own) -> index.towerCosines(query, own));
  }

  /** A question about some items of one index. */
  @FunctionalInterface
  private interface Numbers {
    float[] of(CatalogueIndex index, int[] own);
  }

  private float[] byPart(int[] ordinals, Numbers numbers) {
    float[] result = new float[ordinals.length];
    int from = 0;
    while (from < ordinals.length) {
      CataloguePart part = part(ordinals[from]);
      int to = from + 1;
      while (to < ordinals.length && ordinals[to] >= part.start() && ordinals[to] < part.end()) {
        to++;
      }
      if (to < ordinals.length && ordinals[to] < ordinals[to - 1]) {
        throw new IllegalArgumentException(
            "ordinals must ascend: " + ordinals[to - 1] + ", " + ordinals[to]);
      }
      float[] own = numbers.of(part.index(), own(ordinals, from, to, part));
      System.arraycopy(own, 0, result, from, own.length);
      from = to;
    }
    return result;
  }

  private static int[] own(int[] ordinals, int from, int to, CataloguePart part) {
    return Arrays.stream(ordinals, from, to).map(o -> o - part.start()).toArray();
  }

  /**
   * Whether a text has any word to search by: a letter, a digit, an ideograph or an emoji.
   *
   * @param text anything a person types; no character in it is an operator
   */
  public boolean hasWords(String text) {
    return base.hasWords(text);
  }

  /** Whether a text has more different words than are searched by, which are its first 64. */
  public boolean isCut(String text) {
    return base.isCut(text);
  }

  /**
   * The terms that are looked for when this is typed: different ones, in the order of the text, at
   * most 64, and stop words only when there is nothing else.
   */
  public List<String> terms(String text) {
    return base.terms(text);
  }

  /**
   * Which of a query's words an item's texts have.
   *
   * @param text the query
   * @param ordinals the items, in any order
   * @return for each item the words as they stand in the query, in its order; stop words only when
   *     the query has nothing else. A mistyped word is among them, as typed, where the item has
   *     what was meant by it
   */
  public List<List<String>> matchedWords(String text, int[] ordinals) {
    if (ordinals.length == 0) {
      return List.of();
    }
    List<QueryTerm> terms = words.analyzer().query(text).terms();
    Map<String, List<Meant>> meant = words.meant(terms);
    TreeMap<Integer, List<Integer>> places = new TreeMap<>();
    for (int i = 0; i < ordinals.length; i++) {
      places.computeIfAbsent(partOf(ordinals[i]), p -> new ArrayList<>()).add(i);
    }
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<String>[] matched = new List[ordinals.length];
    places.forEach(
        (p, at) -> {
          CataloguePart part = parts.get(p);
          int[] own = at.stream().mapToInt(i -> ordinals[i] - part.start()).toArray();
          List<List<String>> ofPart = part.index().matchedWords(terms, meant, own);
          for (int i = 0; i < own.length; i++) {
            matched[at.get(i)] = ofPart.get(i);
          }
        });
    return List.of(matched);
  }

  /** Hands out the co-engaged items that are there, the most alike first. */
  void coEngaged(int ordinal, CoEngagedBytes.Entry entries) {
    CataloguePart part = part(ordinal);
    List<Other> others = new ArrayList<>();
    part.index()
        .coEngaged(
            ordinal - part.start(),
            (other, score) -> {
              int now = other < base.size() ? current(other) : -1;
              if (now >= 0) {
                others.add(new Other(now, score));
              }
            });
    if (parts.size() > 1) {
      // A replaced item has another ordinal, and equal scores go by ordinal.
      others.sort(
          Comparator.comparingDouble((Other o) -> -o.score()).thenComparingInt(Other::ordinal));
    }
    others.forEach(other -> entries.accept(other.ordinal(), other.score()));
  }

  private record Other(int ordinal, float score) {}

  /**
   * Begins a search.
   *
   * @param filter which items may be found
   * @param excluded ordinals that may not, such as those the user has seen
   * @param deadline when to stop; reaches into Lucene
   */
  public CatalogueSearch search(Filter filter, int[] excluded, Deadline deadline) {
    base.requireOpen();
    return new CatalogueSearch(
        this, parts.stream().map(part -> part.eligible(filter, excluded)).toList(), deadline);
  }
}
