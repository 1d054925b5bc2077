package org.llmrec.rank.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * </ol>
 *
 * <p>The third is there with text neighbours, the last with times. Thread-safe.
 */
public final class Signals {
  private final List<Part> parts;
  private final int smoothed;
  private final Optional<TextNeighbours> neighbours;
  private final Popular popular;
  private final float[] met;
  private final float[] metNearby;
  private final Optional<Times> times;
  private final boolean withTimes;
  private final List<String> names;
  private final Queue<Memory> pool = new ConcurrentLinkedQueue<>();

  /**
   * From the parts.
   *
   * @param parts those that go by rows alone first
   * @param neighbours by texts; empty where nothing reads texts
   * @param met rows by item, {@code [N]}; not copied
   * @param times when they were; empty where rows have no times
   * @param withTimes whether there are features of times, which say nothing without times
   * @throws IllegalArgumentException if there is no part, or they are of different catalogues
   */
  public Signals(
      List<Part> parts,
      Optional<TextNeighbours> neighbours,
      int[] met,
      Optional<Times> times,
      boolean withTimes) {
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
            && times.stream().allMatch(rows -> rows.size() == met.length);
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
    all.add("popularity");
    all.add("length of the history");
    if (withTimes) {
      all.addAll(List.of("a time is told", "liked then", "liked that year", "era", "age"));
    }
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

  Optional<Times> times() {
    return times;
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
      asking.standing(p).fill(items, features[f++]);
    }
    if (neighbours.isPresent()) {
      for (int p = 0; p < smoothed; p++) {
        asking.standing(p).fillNearby(items, neighbours.get(), metNearby, features[f++]);
      }
      gather(metNearby, items, features[f++]);
    }
    gather(met, items, features[f++]);
    Arrays.fill(features[f++], 0, n, (float) Math.log1p(asking.items().length));
    if (withTimes) {
      boolean told = times.isPresent() && asking.time() != Interaction.NO_TIME;
      Arrays.fill(features[f++], 0, n, told ? 1 : 0);
      if (told) {
        times.get().fill(asking.time(), items, n, features, f);
      } else {
        for (; f < size(); f++) {
          Arrays.fill(features[f], 0, n, 0);
        }
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
