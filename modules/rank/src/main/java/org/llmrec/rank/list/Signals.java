package org.llmrec.rank.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.llmrec.core.Interaction;

/**
 * All that the network is told of an item and somebody who asks, in this order:
 *
 * <ol>
 *   <li>the score of each part, to mean 0 and deviation 1 over the catalogue without the history
 *   <li>of each part that goes by rows alone, the mean score of the items with like texts
 *   <li>how often such items were met; how often the item was ({@code ln(1 + n)})
 *   <li>the length of the history ({@code ln(1 + n)})
 *   <li>whether a time is told, and then what was liked around it; see {@link Times}
 *   <li>short texts of the item and the history, and their products; see {@link TextPairs}
 * </ol>
 *
 * <p>The third is there with text neighbours, the last two with times and with pairs. What nobody
 * can say of an item is a neutral number, or NaN where the networks have learnt a value for it:
 * what goes by rows says of items that nobody met; what goes by texts of items without one; what
 * goes by like texts where there are none; how old an item is that nobody met; and what was liked
 * when no time is told. Thread-safe.
 */
public final class Signals {
  private static final String POPULARITY = "popularity";

  private final List<Part> parts;
  private final int smoothed;
  private final Optional<TextNeighbours> neighbours;
  private final Popular popular;
  private final float[] met;
  private final float[] metNearby;
  private final Optional<Times> times;
  private final boolean withTimes;
  private final boolean missing;
  private final Optional<TextPairs> pairs;
  private final Optional<TextPart> texts;
  private final List<String> names;
  private final Queue<Memory> pool = new ConcurrentLinkedQueue<>();

  /**
   * From the parts, with neutral numbers where nothing is known.
   *
   * @throws IllegalArgumentException if there is no part, or they are of different catalogues
   */
  public Signals(
      List<Part> parts,
      Optional<TextNeighbours> neighbours,
      int[] met,
      Optional<Times> times,
      boolean withTimes) {
    this(parts, neighbours, met, times, withTimes, false, Optional.empty());
  }

  /**
   * From the parts.
   *
   * @param parts those that go by rows alone first
   * @param neighbours by texts; empty where nothing reads texts
   * @param met rows by item, {@code [N]}; not copied
   * @param times when they were; empty where rows have no times
   * @param withTimes whether there are features of times, which say nothing without times
   * @param missing whether a feature is NaN where nothing is known
   * @param pairs short texts that the networks read themselves; empty for none
   * @throws IllegalArgumentException if there is no part, or they are of different catalogues
   */
  public Signals(
      List<Part> parts,
      Optional<TextNeighbours> neighbours,
      int[] met,
      Optional<Times> times,
      boolean withTimes,
      boolean missing,
      Optional<TextPairs> pairs) {
    this.missing = missing;
    this.pairs = pairs;
    this.texts =
        parts.stream().filter(TextPart.class::isInstance).map(TextPart.class::cast).findFirst();
    this.parts = List.copyOf(parts);
    this.smoothed = (int) parts.stream().takeWhile(part -> !part.placesNew()).count();
    this.neighbours = Objects.requireNonNull(neighbours, "neighbours");
    this.popular = new Popular(met);
    this.times = Objects.requireNonNull(times, "times");
    this.withTimes = withTimes;
    boolean agree =
        !parts.isEmpty()
            && parts.stream().allMatch(part -> part.items() == met.length)
            && neighbours.stream().allMatch(texts -> texts.size() == met.length)
            && times.stream().allMatch(rows -> rows.size() == met.length)
            && pairs.stream().allMatch(rows -> rows.size() == met.length);
    if (!agree) {
      throw new IllegalArgumentException(
          "expected one part or more, all of the " + met.length + " items that were counted");
    }
    this.met = new float[met.length];
    for (int item = 0; item < met.length; item++) {
      this.met[item] = (float) Math.log1p(met[item]);
    }
    this.metNearby = neighbours.map(texts -> texts.mean(this.met)).orElseGet(() -> new float[0]);
    this.names = List.copyOf(nameAll());
  }

  /** How many items. */
  public int items() {
    return met.length;
  }

  /** How many features. */
  public int size() {
    return names.size();
  }

  /** The parts, whose scores come first among the features. */
  public List<Part> parts() {
    return parts;
  }

  /** What a person may read over each feature. */
  public List<String> names() {
    return names;
  }

  private List<String> nameAll() {
    List<String> all = new ArrayList<>(parts.stream().map(Part::name).toList());
    if (neighbours.isPresent()) {
      parts.subList(0, smoothed).forEach(part -> all.add(part.name() + " of like texts"));
      all.add("popularity of like texts");
    }
    all.add(POPULARITY);
    all.add("length of the history");
    if (withTimes) {
      all.addAll(List.of("a time is told", "liked then", "liked that year", "era", "age"));
    }
    pairs.ifPresent(texts -> all.addAll(texts.names()));
    return all;
  }

  /** Whether nobody met an item. */
  public boolean unmet(int item) {
    return met[item] == 0;
  }

  /** When the last row was, in seconds since 1970; empty without times. */
  public Optional<Long> latest() {
    return times.map(Times::latest);
  }

  Optional<TextNeighbours> neighbours() {
    return neighbours;
  }

  Optional<TextPairs> pairs() {
    return pairs;
  }

  Optional<Times> times() {
    return times;
  }

  /** Which features may be NaN, by name; empty where none is. */
  List<String> missing() {
    if (!missing) {
      return List.of();
    }
    int always = names.indexOf(POPULARITY);
    int times = always + 3;
    int end = times + (withTimes ? Times.FEATURES : 0);
    return IntStream.range(0, names.size())
        .filter(f -> f < always || f >= times && f < end)
        .mapToObj(names::get)
        .toList();
  }

  boolean withTimes() {
    return withTimes;
  }

  int[] counts() {
    return popular.met();
  }

  Popular popular() {
    return popular;
  }

  /**
   * Begins a question by somebody. Questions that are closed leave their memory to later ones: as
   * much is kept as there were open at once.
   *
   * @param history its items that come twice count once
   * @throws IndexOutOfBoundsException if an ordinal names no item
   */
  public Asking ask(History history) {
    Memory kept = pool.poll();
    return new Asking(this, history, kept == null ? new Memory() : kept);
  }

  void giveBack(Memory memory) {
    pool.add(memory);
  }

  /** Writes the features of some items, {@code [size()][items or more]}. */
  void fill(Asking asking, int[] items, float[][] features) {
    int n = items.length;
    int f = 0;
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      asking.standing(p).fill(items, features[f]);
      omit(items, features[f++], item -> unknown(part, item));
    }
    if (neighbours.isPresent()) {
      for (int p = 0; p < smoothed; p++) {
        asking.standing(p).fillNearby(items, neighbours.get(), metNearby, features[f]);
        omit(items, features[f++], item -> metNearby[item] == 0);
      }
      gather(metNearby, items, features[f]);
      omit(items, features[f++], item -> metNearby[item] == 0);
    }
    gather(met, items, features[f++]);
    Arrays.fill(features[f++], 0, n, (float) Math.log1p(asking.items().length));
    if (withTimes) {
      boolean told = times.isPresent() && asking.time() != Interaction.NO_TIME;
      Arrays.fill(features[f++], 0, n, told ? 1 : 0);
      if (told) {
        times.get().fill(asking.time(), items, n, features, f);
        omit(items, features[f + Times.FEATURES - 1], this::unmet);
      } else {
        for (int t = 0; t < Times.FEATURES; t++) {
          Arrays.fill(features[f + t], 0, n, missing ? Float.NaN : 0);
        }
      }
      f += Times.FEATURES;
    }
    if (pairs.isPresent()) {
      pairs.get().fill(asking.items(), items, features, f);
    }
  }

  /** What goes by rows knows items that were met, what goes by texts such with one. */
  private boolean unknown(Part part, int item) {
    boolean textless = texts.isPresent() && !texts.get().told(item);
    return switch (part) {
      case TextPart own -> textless;
      default -> unmet(item) && (!part.placesNew() || textless);
    };
  }

  private void omit(int[] items, float[] values, IntPredicate unknown) {
    for (int i = 0; missing && i < items.length; i++) {
      if (unknown.test(items[i])) {
        values[i] = Float.NaN;
      }
    }
  }

  /**
   * How much of a score comes from one item of the history.
   *
   * @param gradient of the score by feature
   */
  double from(int source, int item, double[] gradient, Asking asking) {
    double amount = 0;
    for (int p = 0; p < parts.size(); p++) {
      Standing standing = asking.standing(p);
      amount += gradient[p] * standing.scale() * standing.opinion().from(source, item);
      if (p < smoothed && neighbours.isPresent()) {
        Opinion opinion = standing.opinion();
        double near = neighbours.get().mean(item, other -> opinion.from(source, other));
        amount += gradient[parts.size() + p] * standing.scale() * near;
      }
    }
    return amount;
  }

  private static void gather(float[] values, int[] items, float[] into) {
    for (int i = 0; i < items.length; i++) {
      into[i] = values[items[i]];
    }
  }
}
