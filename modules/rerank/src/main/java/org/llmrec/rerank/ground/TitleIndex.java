package org.llmrec.rerank.ground;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.llmrec.core.Item;
import org.llmrec.llm.text.VisibleText;

/**
 * Finds the item that a written title means, step by step down the {@link Rung rungs}. Immutable
 * and thread-safe.
 *
 * <p><b>Titles that several items have.</b> A year that was written picks among them; one that is
 * more than a year off excludes an item, whatever else agrees. Of those that are left one that the
 * caller prefers is taken, else the earliest in the list. A byname, which is what stands in
 * parentheses in the catalogue's title, counts only where no title agrees.
 *
 * <p><b>Cost.</b> The first two rungs are look-ups in maps; the third compares the few titles that
 * share a rare trigram, which among 100,000 takes about 0.1 ms, at times some milliseconds; the
 * fourth, if there is one, looks at every vector. Memory is about half a kB an item.
 */
public final class TitleIndex {
  /** Two of ten letters may not differ, one may. */
  static final double LEAST_LIKENESS = 0.9;

  /** How much liker than the second the nearest title has to be. */
  static final double MARGIN = 0.05;

  /** Longer than any title; the rest of what was written is not looked at. */
  private static final int MOST_CHARACTERS = 300;

  private static final int YEARS_OFF = 1;

  private final List<String> ids;
  private final List<TitleForm> forms;
  private final Map<String, List<Integer>> exact = new HashMap<>();
  private final Map<String, List<Integer>> keys = new HashMap<>();
  private final Map<String, List<Integer>> bynames = new HashMap<>();
  private final NearKeys near;
  private final Optional<TitleVectors> vectors;

  private TitleIndex(List<String> ids, List<String> titles, Optional<TitleVectors> vectors) {
    this.ids = List.copyOf(ids);
    this.vectors = vectors;
    List<TitleForm> all = new ArrayList<>(titles.size());
    for (int i = 0; i < titles.size(); i++) {
      String title = seen(titles.get(i));
      TitleForm form = TitleForm.of(title);
      all.add(form);
      add(exact, title, i);
      add(keys, form.key(), i);
      for (String byname : form.bynames()) {
        add(bynames, byname, i);
      }
    }
    forms = List.copyOf(all);
    Set<String> names = new LinkedHashSet<>(keys.keySet());
    names.addAll(bynames.keySet());
    near = new NearKeys(names.stream().sorted().toList());
  }

  private static void add(Map<String, List<Integer>> map, String key, int item) {
    if (!key.isEmpty()) {
      map.computeIfAbsent(key, k -> new ArrayList<>(1)).add(item);
    }
  }

  private static String seen(String title) {
    return VisibleText.of(title, MOST_CHARACTERS);
  }

  /**
   * Of a catalogue.
   *
   * @param ids N keys, none twice
   * @param titles N titles in the same order; an item with a blank one is never found
   * @throws IllegalArgumentException if the sizes differ or an id is there twice
   */
  public static TitleIndex of(List<String> ids, List<String> titles) {
    if (ids.size() != titles.size() || Set.copyOf(ids).size() != ids.size()) {
      throw new IllegalArgumentException(
          "title index: expected as many titles as ids and no id twice, found "
              + ids.size()
              + " ids, "
              + Set.copyOf(ids).size()
              + " of them distinct, and "
              + titles.size()
              + " titles");
    }
    return new TitleIndex(ids, titles, Optional.empty());
  }

  /** Of items, in their order. */
  public static TitleIndex of(List<Item> items) {
    Map<String, String> titles = new LinkedHashMap<>();
    items.forEach(item -> titles.put(item.id(), item.title()));
    return of(List.copyOf(titles.keySet()), List.copyOf(titles.values()));
  }

  /**
   * Of a catalogue whose titles have vectors too.
   *
   * @param vectors one row for each id, in their order
   */
  public static TitleIndex of(List<String> ids, List<String> titles, TitleVectors vectors) {
    if (vectors.size() != ids.size()) {
      throw new IllegalArgumentException(
          "title index: expected a vector for each of "
              + ids.size()
              + " items, found "
              + vectors.size());
    }
    return new TitleIndex(ids, titles, Optional.of(vectors));
  }

  /** How many items. */
  public int size() {
    return ids.size();
  }

  /** What the title means, if several items have it then the earliest in the list. */
  public Match match(String written) {
    return match(written, id -> false);
  }

  /**
   * What the title means.
   *
   * @param written by a model, as an entry of {@link WrittenList}; of any length
   * @param preferred which ids are taken before others that the title fits as well
   */
  public Match match(String written, Predicate<String> preferred) {
    Match match = spelled(written, preferred);
    if (match.rung() != Rung.INVALID) {
      return match;
    }
    TitleForm form = TitleForm.of(seen(written));
    if (form.key().isEmpty()) {
      return Match.NONE;
    }
    match = nearby(form, preferred);
    return match.rung() == Rung.INVALID ? byVector(seen(written), form.year()) : match;
  }

  /**
   * The first two rungs alone: what the title means without a doubt.
   *
   * @param preferred as for {@link #match(String, Predicate)}
   */
  public Match spelled(String written, Predicate<String> preferred) {
    String title = seen(written);
    List<Integer> same = exact.getOrDefault(title, List.of());
    if (!same.isEmpty()) {
      return Match.of(Rung.EXACT, ids.get(pick(same, preferred)), 1);
    }
    TitleForm form = TitleForm.of(title);
    List<String> names = new ArrayList<>(List.of(form.key()));
    names.addAll(form.bynames());
    for (Map<String, List<Integer>> map : List.of(keys, bynames)) {
      for (String name : names) {
        List<Integer> fitting = fitting(map.getOrDefault(name, List.of()), form.year());
        if (!fitting.isEmpty()) {
          return Match.of(Rung.NORMALISED, ids.get(pick(fitting, preferred)), 1);
        }
      }
    }
    return Match.NONE;
  }

  private Match nearby(TitleForm form, Predicate<String> preferred) {
    NearKeys.Near found = near.near(form.key(), LEAST_LIKENESS);
    if (found.key() == null || found.likeness() - found.next() < MARGIN) {
      return Match.NONE;
    }
    List<Integer> items =
        fitting(
            keys.getOrDefault(found.key(), bynames.getOrDefault(found.key(), List.of())),
            form.year());
    return items.isEmpty()
        ? Match.NONE
        : Match.of(Rung.FUZZY, ids.get(pick(items, preferred)), found.likeness());
  }

  private Match byVector(String title, OptionalInt year) {
    if (vectors.isEmpty()) {
      return Match.NONE;
    }
    TitleVectors.Nearest nearest =
        vectors.get().nearest(title, item -> yearsOff(item, year) <= YEARS_OFF);
    return nearest.row() < 0
        ? Match.NONE
        : Match.of(Rung.EMBEDDING, ids.get(nearest.row()), nearest.cosine());
  }

  /** Those whose year is nearest to the written one, if near enough; unknown years come last. */
  private List<Integer> fitting(List<Integer> items, OptionalInt year) {
    for (int off = 0; off <= YEARS_OFF; off++) {
      List<Integer> fitting = new ArrayList<>();
      for (int item : items) {
        boolean dated = year.isEmpty() || forms.get(item).year().isPresent();
        if (dated && yearsOff(item, year) == off) {
          fitting.add(item);
        }
      }
      if (!fitting.isEmpty()) {
        return fitting;
      }
    }
    return items.stream().filter(item -> yearsOff(item, year) <= YEARS_OFF).toList();
  }

  private int yearsOff(int item, OptionalInt year) {
    OptionalInt own = forms.get(item).year();
    return year.isEmpty() || own.isEmpty() ? 0 : Math.abs(year.getAsInt() - own.getAsInt());
  }

  private int pick(List<Integer> items, Predicate<String> preferred) {
    return items.stream()
        .filter(item -> preferred.test(ids.get(item)))
        .findFirst()
        .orElse(items.get(0));
  }
}
