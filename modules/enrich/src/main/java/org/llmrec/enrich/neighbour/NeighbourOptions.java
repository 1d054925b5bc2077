package org.llmrec.enrich.neighbour;

import java.util.Objects;
import org.llmrec.core.error.ConfigException;

/**
 * How the neighbours of all items are found.
 *
 * @param count how many of each item, from 1
 * @param damping the probability to walk on rather than to jump back, in [0, 1)
 * @param method exact, by local push, or whichever suits the graph
 * @param tolerance push only: an item that is left out of a list has at most this share more mass
 *     than one that is in it, in (0, 1)
 * @param epsilon push only: where an item's push ends even if the tolerance is not reached, as
 *     residual by degree, in (0, 1); the file of the lists counts such items
 * @param threads how many work at once, from 1; the lists do not depend on it
 */
public record NeighbourOptions(
    int count, double damping, Method method, double tolerance, double epsilon, int threads) {

  /** How the masses are computed. */
  public enum Method {
    /** Power iteration over the whole graph for every item: {@link PersonalisedPageRank}. */
    EXACT,
    /** Local push around every item, as far as it takes to know the nearest. */
    PUSH,
    /** Exact where that is a matter of seconds, else push. */
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
    require(epsilon > 0 && epsilon < 1, "an epsilon in (0, 1)", epsilon);
    require(threads >= 1, "threads from 1", threads);
  }

  private static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new ConfigException("neighbours: expected " + expected + ", found " + found);
    }
  }

  /**
   * Three neighbours, damping 0.85, the method by the graph, tolerance 1 %, epsilon 10⁻⁹, a thread
   * per processor.
   */
  public static NeighbourOptions defaults() {
    return new NeighbourOptions(
        PersonalisedPageRank.DEFAULT_NEIGHBOURS,
        0.85,
        Method.AUTO,
        0.01,
        1e-9,
        Runtime.getRuntime().availableProcessors());
  }

  /** With another count. */
  public NeighbourOptions count(int value) {
    return new NeighbourOptions(value, damping, method, tolerance, epsilon, threads);
  }

  /** With another damping. */
  public NeighbourOptions damping(double value) {
    return new NeighbourOptions(count, value, method, tolerance, epsilon, threads);
  }

  /** With another method. */
  public NeighbourOptions method(Method value) {
    return new NeighbourOptions(count, damping, value, tolerance, epsilon, threads);
  }

  /** With another tolerance. */
  public NeighbourOptions tolerance(double value) {
    return new NeighbourOptions(count, damping, method, value, epsilon, threads);
  }

  /** With another epsilon. */
  public NeighbourOptions epsilon(double value) {
    return new NeighbourOptions(count, damping, method, tolerance, value, threads);
  }

  /** With another number of threads. */
  public NeighbourOptions threads(int value) {
    return new NeighbourOptions(count, damping, method, tolerance, epsilon, value);
  }
}
