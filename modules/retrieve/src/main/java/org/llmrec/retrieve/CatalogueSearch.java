package org.llmrec.retrieve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.llmrec.core.Deadline;
import org.llmrec.core.vector.Vectors;

/**
 * One request's questions to the catalogue, under one filter and one deadline. Immutable: several
 * threads may ask at once. Nothing to close.
 *
 * <p>Every source gives at most {@code k} hits, and exactly {@code k} when as many eligible items
 * have a value there. When the deadline passes, a source stops and says that it is partial.
 */
public final class CatalogueSearch {
  private final CatalogueView view;
  private final List<Eligible> eligible;
  private final Deadline deadline;

  CatalogueSearch(CatalogueView view, List<Eligible> eligible, Deadline deadline) {
    this.view = view;
    this.eligible = eligible;
    this.deadline = deadline;
  }

  /**
   * The same questions to those items only that had no more than so many interactions when the
   * index was built.
   */
  public CatalogueSearch metAtMost(int interactions) {
    List<Eligible> few = new ArrayList<>();
    for (int p = 0; p < eligible.size(); p++) {
      few.add(eligible.get(p).and(view.parts().get(p).index().metAtMost(interactions)));
    }
    return new CatalogueSearch(view, few, deadline);
  }

  /** An item's text vector, of length 1; empty when it has none. */
  public Optional<float[]> textVector(int ordinal) {
    return view.textVector(ordinal);
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
    StoredItem item = view.item(ordinal);
    String text =
        String.join("\n", item.title(), String.join("\n", item.categories()), item.description());
    return view.words().telling(text, most);
  }

  /** How many items the filter and the exclusions leave. */
  public int eligible() {
    return eligible.stream().mapToInt(Eligible::count).sum();
  }

  /** The ordinals that the filter and the exclusions leave, ascending. */
  public int[] eligibleOrdinals() {
    return IntStream.range(0, view.ordinals()).filter(this::isEligible).toArray();
  }

  /**
   * Items whose texts have any of the words, by BM25 over all fields; see {@link Source#WORDS}.
   *
   * @param text what a person typed, of any length and script; nothing in it is an operator. The
   *     first 64 different words count; stop words only when there is nothing else. A word of four
   *     letters or more that no item has stands, for less, for the most frequent of those that it
   *     is a slip away from
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
    return eligible.isEmpty()
        ? Hits.none(Source.WORDS, false)
        : view.words().search(text, k, scoring, eligible, deadline);
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
    requireK(k);
    float[] unit = CatalogueIndex.unit(query);
    if (Vectors.dot(unit, unit) == 0) {
      return Hits.none(Source.TEXT, false);
    }
    return merged(Source.TEXT, k, part -> part.nearest(Source.TEXT, unit, k, exact));
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
    requireK(k);
    return merged(Source.TOWER, k, part -> part.nearest(Source.TOWER, query, k, exact));
  }

  /**
   * The same, and with it what {@link #metAtMost} would find for the same query. In a large
   * catalogue one walk through the graph finds both, so that the second list costs little more than
   * nothing where most items have few interactions.
   *
   * @param query {@code [Dtower]}
   * @param k 1 or more
   * @param interactions how many an item of the second list had at most
   * @param few how long the second list is at most, 1 or more
   * @throws IllegalArgumentException if the width is wrong or a value is not finite
   */
  public AllAndFew tower(float[] query, int k, int interactions, int few) {
    requireK(k);
    requireK(few);
    List<Eligible> met = metAtMost(interactions).eligible;
    List<Hits> all = new ArrayList<>();
    List<Hits> some = new ArrayList<>();
    for (int p = 0; p < eligible.size(); p++) {
      CataloguePart part = view.parts().get(p);
      AllAndFew own =
          new PartSearch(part.index(), eligible.get(p), deadline).tower(query, k, met.get(p), few);
      all.add(own.all().from(part.start()));
      some.add(own.few().from(part.start()));
    }
    return new AllAndFew(merged(Source.TOWER, all, k), merged(Source.TOWER, some, few));
  }

  /**
   * The items with the most interactions; see {@link Source#POPULARITY}. Costs next to nothing, so
   * it answers in full even after the deadline.
   *
   * @param k 1 or more
   */
  public Hits popular(int k) {
    requireK(k);
    return merged(Source.POPULARITY, k, part -> part.popular(k));
  }

  /**
   * The items with the most interactions of late, as {@link CatalogueIndex#trend} counts them; see
   * {@link Source#TRENDING}. Items without any are not found. Costs next to nothing, so it answers
   * in full even after the deadline.
   *
   * @param k 1 or more
   */
  public Hits trending(int k) {
    requireK(k);
    return merged(Source.TRENDING, k, part -> part.trending(k));
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
    view.coEngaged(
        ordinal,
        (other, score) -> {
          if (ordinals.size() < k && isEligible(other)) {
            ordinals.add(other);
            scores.add(score);
          }
        });
    float[] found = new float[scores.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = scores.get(i);
    }
    return new Hits(
        Source.CO_ENGAGED, ordinals.stream().mapToInt(Integer::intValue).toArray(), found, false);
  }

  private boolean isEligible(int ordinal) {
    int p = view.partOf(ordinal);
    return eligible.get(p).contains(ordinal - view.parts().get(p).start());
  }

  /** What every part answers, as one answer. */
  private Hits merged(Source source, int k, Function<PartSearch, Hits> question) {
    List<Hits> answers = new ArrayList<>();
    for (int p = 0; p < eligible.size(); p++) {
      CataloguePart part = view.parts().get(p);
      Hits own = question.apply(new PartSearch(part.index(), eligible.get(p), deadline));
      answers.add(own.from(part.start()));
    }
    return merged(source, answers, k);
  }

  private static Hits merged(Source source, List<Hits> answers, int k) {
    return answers.size() == 1 ? answers.get(0) : Hits.merged(source, answers, k);
  }

  private static void requireK(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be 1 or more, found " + k);
    }
  }
}
