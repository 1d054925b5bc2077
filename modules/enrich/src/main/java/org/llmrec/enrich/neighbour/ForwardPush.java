package org.llmrec.enrich.neighbour;

import java.util.Arrays;

/**
 * Personalised PageRank around one item by local push (Andersen, Chung, Lang, "Local graph
 * partitioning using PageRank vectors", 2006): mass that has arrived at a node and not been sent on
 * is its residual; whatever has at least {@code epsilon · degree} keeps a share {@code 1 - damping}
 * and sends the rest to its neighbours. Epsilon shrinks until the list is settled.
 *
 * <p>What has been kept is a lower bound of the true mass {@code p}; it lacks what the residuals
 * {@code r} would still bring. As the walk on an undirected graph is reversible, {@code p_x(w) /
 * d(w) = p_w(x) / d(x)}, and a walk from an item spends {@code 1 / (1 + c)} of its time with items,
 * the rest with users, where c is the damping. So
 *
 * <pre>
 * p(w) - kept(w) = Σ_x r(x) p_x(w) = d(w) Σ_x r(x) / d(x) p_w(x)
 *               ≤ d(w) (max over items of r / d  +  c max over users of r / d) / (1 + c)
 * p(w) - kept(w) ≤ (sum over items of r  +  c sum over users of r) / (1 + c)
 * </pre>
 *
 * <p>For one thread; needs {@code 16 · items + 8 · users} bytes and 4 for each node it touches, and
 * is ready for the next item in time proportional to those.
 */
final class ForwardPush {
  /** By how much epsilon shrinks at a time. */
  private static final double SHRINK = 4;

  /** What is left in a node that has pushed: nothing, but not the zero of one never touched. */
  private static final double EMPTY = 1e-300;

  /** An item with less mass is no neighbour, where there are fewer than asked for. */
  private static final double NEXT_TO_NOTHING = 1e-6;

  private final BipartiteGraph graph;
  private final double damping;
  private final double tolerance;
  private final double floor;
  private final TopMasses top;
  private final double[] kept;
  private final Frontier items;
  private final Frontier users;

  /** Residuals of one side's nodes. */
  private static final class Frontier {
    private final BipartiteGraph.Side side;
    private final double[] residual;
    private int[] touched = new int[64];
    private int size;

    Frontier(BipartiteGraph.Side side) {
      this.side = side;
      this.residual = new double[side.size()];
    }

    void touch(int node) {
      if (size == touched.length) {
        touched = Arrays.copyOf(touched, Math.min(residual.length, 2 * size));
      }
      touched[size++] = node;
    }

    /** The most that any node has, by degree. */
    double steepest() {
      double most = 0;
      for (int t = 0; t < size; t++) {
        most = Math.max(most, residual[touched[t]] / side.degree(touched[t]));
      }
      return most;
    }

    double sum() {
      double sum = 0;
      for (int t = 0; t < size; t++) {
        sum += residual[touched[t]];
      }
      return sum;
    }

    void clear() {
      for (int t = 0; t < size; t++) {
        residual[touched[t]] = 0;
      }
      size = 0;
    }
  }

  ForwardPush(BipartiteGraph graph, NeighbourOptions options) {
    this.graph = graph;
    this.damping = options.damping();
    this.tolerance = options.tolerance();
    this.floor = options.epsilon();
    this.top = new TopMasses(options.count());
    this.items = new Frontier(graph.items());
    this.users = new Frontier(graph.users());
    this.kept = new double[graph.items().size()];
  }

  /**
   * Finds the nearest of an item: {@link #top} holds them afterwards.
   *
   * @return whether the list is settled: whatever is left out has at most a share of {@code
   *     tolerance} more mass than what is in it, and the order is right within the same
   */
  boolean find(int target) {
    top.clear();
    if (graph.items().degree(target) == 0) {
      return true;
    }
    items.residual[target] = 1;
    items.touch(target);
    double epsilon = 0.1 / graph.items().degree(target);
    boolean settled = false;
    while (!settled && epsilon > floor) {
      epsilon = Math.max(floor, epsilon / SHRINK);
      pushAll(epsilon);
      settled = settled(target);
    }
    for (int t = 0; t < items.size; t++) {
      kept[items.touched[t]] = 0;
    }
    items.clear();
    users.clear();
    return settled;
  }

  /** The nearest of the last item, with lower bounds of their masses. */
  TopMasses top() {
    return top;
  }

  private void pushAll(double epsilon) {
    boolean any = true;
    while (any) {
      any = push(items, users, epsilon, true);
      any |= push(users, items, epsilon, false);
    }
  }

  private boolean push(Frontier from, Frontier to, double epsilon, boolean keeps) {
    int[] starts = from.side.starts();
    int[] ends = from.side.ends();
    boolean any = false;
    for (int t = 0; t < from.size; t++) {
      int node = from.touched[t];
      int start = starts[node];
      int end = starts[node + 1];
      double mass = from.residual[node];
      if (mass < epsilon * (end - start)) {
        continue;
      }
      any = true;
      from.residual[node] = EMPTY;
      // A surfer at a user has nothing to read: the mass of users is theirs, not an item's.
      if (keeps) {
        kept[node] += (1 - damping) * mass;
      }
      double share = damping * mass / (end - start);
      for (int e = start; e < end; e++) {
        double before = to.residual[ends[e]];
        to.residual[ends[e]] = before + share;
        if (before == 0) {
          to.touch(ends[e]);
        }
      }
    }
    return any;
  }

  private boolean settled(int target) {
    top.clear();
    for (int t = 0; t < items.size; t++) {
      int item = items.touched[t];
      if (item != target && kept[item] > 0) {
        top.offer(item, kept[item]);
      }
    }
    double perEdge = (items.steepest() + damping * users.steepest()) / (1 + damping);
    double inAll = (items.sum() + damping * users.sum()) / (1 + damping);
    if (top.size() < top.capacity()) {
      // There may be more that have not been reached, unless next to nothing is left to be sent.
      return inAll < NEXT_TO_NOTHING;
    }
    double limit = (1 + tolerance) * top.mass(top.size() - 1);
    for (int place = 1; place < top.size(); place++) {
      if (most(top.item(place), perEdge, inAll) > (1 + tolerance) * top.mass(place - 1)) {
        return false;
      }
    }
    for (int t = 0; t < items.size; t++) {
      int item = items.touched[t];
      if (most(item, perEdge, inAll) > limit && item != target && !top.contains(item)) {
        return false;
      }
    }
    for (int rank = 0; rank < kept.length; rank++) {
      int item = graph.itemByDegree(rank);
      if (items.residual[item] == 0) {
        // The one of the most edges that was never touched could have the most of all of those.
        return most(item, perEdge, inAll) <= limit;
      }
    }
    return true;
  }

  private double most(int item, double perEdge, double inAll) {
    return kept[item] + Math.min(inAll, perEdge * graph.items().degree(item));
  }
}
