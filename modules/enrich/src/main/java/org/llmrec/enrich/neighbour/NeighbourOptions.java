package org.llmrec.enrich.neighbour;

import java.util.Objects;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * How the neighbours of all items are found.
 *
 * @param count how many of each item, from 1
 * @param damping the probability to walk on rather than to jump back, in [0, 1)
 * @param method exact, bounded, or whichever suits the graph
 * @param tolerance bounded only: an item that is left out of a list has at most this share more
 *     mass than one that is in it, in (0, 1)
 * @param threads how many work at once, from 1; the lists do not depend on it
 */
public record NeighbourOptions(
    int count, double damping, Method method, double tolerance, int threads) {

  /** How the masses are computed. */
  public enum Method {
    /** Power iteration over the whole graph for every item: {@link PersonalisedPageRank}. */
    EXACT,
    /** Several items at a time, and only as far as it takes to know the nearest of each. */
    BOUNDED,
    /** Exact where that is a matter of seconds, else bounded. */
    AUTO
  }

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is out of range
   */
  public NeighbourOptions {
    Objects.requireNonNull(method, "method");
    require(count >= 1, "a count from 1", count);
    require(damping >= 0 && damping < 1, "a damping in [0, 1)", damping);
    require(tolerance > 0 && tolerance < 1, "a tolerance in (0, 1)", tolerance);
    require(threads >= 1, "threads from 1", threads);
  }

  private static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE, "neighbours: expected " + expected + ", found " + found);
    }
  }

  /**
   * Three neighbours, damping 0.85, the method by the graph, tolerance 1 %, a thread per processor.
   */
  public static NeighbourOptions defaults() {
    return new NeighbourOptions(
        PersonalisedPageRank.DEFAULT_NEIGHBOURS,
        0.85,
        Method.AUTO,
        0.01,
        Runtime.getRuntime().availableProcessors());
  }

  /** With another count. */
  public NeighbourOptions count(int value) {
    return new NeighbourOptions(value, damping, method, tolerance, threads);
  }

  /** With another damping. */
  public NeighbourOptions damping(double value) {
    return new NeighbourOptions(count, value, method, tolerance, threads);
  }

  /** With another method. */
  public NeighbourOptions method(Method value) {
    return new NeighbourOptions(count, damping, value, tolerance, threads);
  }

  /** With another tolerance. */
  public NeighbourOptions tolerance(double value) {
    return new NeighbourOptions(count, damping, method, value, threads);
  }

  /** With another number of threads. */
  public NeighbourOptions threads(int value) {
    return new NeighbourOptions(count, damping, method, tolerance, value);
  }
}
