package org.llmrec.enrich.neighbour;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;

/**
 * Importance of items around one item, by engagement (LLM-Rec, section 3.3): a surfer walks the
 * graph in which every interaction joins a user and an item, goes on along a random edge with
 * probability {@code damping}, and else jumps back to the item. Solved by power iteration.
 *
 * <p>The graph is that of {@link TrainingData}, as text written about neighbours carries the edges
 * it was chosen by; the hash of that data goes into the answer as its graph. Values do not count.
 * Immutable and safe to share between threads; a query takes {@code O(iterations · rows)} time and
 * {@code O(users + items)} memory of its own.
 */
public final class PersonalisedPageRank {
  /**
   * How to walk.
   *
   * @param damping the probability to go on, in [0, 1)
   * @param tolerance where to stop: the most that all masses together may still change in a step
   */
  public record Options(double damping, double tolerance) {
    /**
     * Checks the ranges.
     *
     * @throws ConfigException if one is out of range
     */
    public Options {
      if (!(damping >= 0 && damping < 1) || !(tolerance > 0 && tolerance < 1)) {
        throw new ConfigException(
            OptionCode.OPTION_RANGE,
            "expected a damping in [0, 1) and a tolerance in (0, 1), found "
                + damping
                + ", "
                + tolerance);
      }
    }

    /** Damping 0.85, tolerance 10⁻¹⁰. */
    public static Options defaults() {
      return new Options(0.85, 1e-10);
    }
  }

  /** How many neighbours a prompt shows where nobody says otherwise. */
  public static final int DEFAULT_NEIGHBOURS = 3;

  /** Masses that agree to here are equal: beyond, they differ by the order of summation. */
  private static final double GRAIN = 1e12;

  private final InteractionTable table;
  private final Options options;
  private final double[] itemDegree;
  private final double[] userDegree;

  private PersonalisedPageRank(InteractionTable table, Options options) {
    this.table = table;
    this.options = options;
    itemDegree = new double[table.items().size()];
    userDegree = new double[table.users().size()];
    for (int row = 0; row < table.size(); row++) {
      itemDegree[table.item(row)]++;
      userDegree[table.user(row)]++;
    }
  }

  /**
   * Prepares the graph.
   *
   * @param training one row per edge; a pair that occurs twice is an edge of double weight
   */
  public static PersonalisedPageRank of(TrainingData training, Options options) {
    return new PersonalisedPageRank(training.positives(), options);
  }

  /**
   * The items with the greatest mass, without {@code item} itself; fewer than {@code count} where
   * the walk reaches fewer, none for an item without interactions or one the table does not know.
   * Equal masses go by the order of the table's items.
   */
  public List<Neighbour> neighbours(String item, int count) {
    int target = table.items().indexOf(item);
    if (target < 0 || itemDegree[target] == 0 || count <= 0) {
      return List.of();
    }
    double[] mass = mass(target);
    List<Neighbour> neighbours = new ArrayList<>();
    IntStream.range(0, itemDegree.length)
        .filter(i -> i != target && mass[i] > 0)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(i -> -Math.round(mass[i] * GRAIN))
                .thenComparing(i -> i))
        .limit(count)
        .forEach(i -> neighbours.add(new Neighbour(table.items().get(i), mass[i])));
    return neighbours;
  }

  /**
   * The surfer's time at every node, items first and then users: {@code [items + users]}, sums to
   * 1. From a node without edges the surfer jumps back.
   *
   * @param target the number of the item to return to
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public double[] mass(int target) {
    int items = itemDegree.length;
    double[] mass = new double[items + userDegree.length];
    double[] next = new double[mass.length];
    mass[target] = 1;
    double change = 1;
    while (change > options.tolerance()) {
      step(mass, next, target);
      change = 0;
      for (int i = 0; i < mass.length; i++) {
        change += Math.abs(mass[i] - next[i]);
      }
      double[] swap = mass;
      mass = next;
      next = swap;
    }
    return mass;
  }

  private void step(double[] mass, double[] next, int target) {
    int items = itemDegree.length;
    Arrays.fill(next, 0);
    double moved = 0;
    for (int row = 0; row < table.size(); row++) {
      int item = table.item(row);
      int user = table.user(row);
      double toUser = options.damping() * mass[item] / itemDegree[item];
      double toItem = options.damping() * mass[items + user] / userDegree[user];
      next[items + user] += toUser;
      next[item] += toItem;
      moved += toUser + toItem;
    }
    next[target] += 1 - moved;
  }
}
