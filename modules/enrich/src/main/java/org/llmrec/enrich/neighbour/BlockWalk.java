package org.llmrec.enrich.neighbour;

import java.util.Arrays;
import org.llmrec.enrich.neighbour.BipartiteGraph.Nodes;
import org.llmrec.enrich.neighbour.BipartiteGraph.Side;

/**
 * Personalised PageRank around {@value #LANES} items at a time, as far as it takes to know the
 * nearest of each. In a round, the mass {@code r} that is on its way keeps a share {@code 1 -
 * damping} where it is and takes two steps, to users and back to items. An edge is read once for
 * all items of the block, which lie side by side in memory: that is what makes it quick.
 *
 * <p>What has been kept is a lower bound of the true mass {@code p}. As the walk on an undirected
 * graph is reversible, {@code p_x(w) / d(w) = p_w(x) / d(x)} for items x and w of degree d. Beyond
 * what they keep at once, the masses on their way will bring w, with c the damping,
 *
 * <pre>
 * Σ_x r(x) p'_x(w) = d(w) Σ_x r(x) / d(x) p'_w(x),   and   Σ_x p'_w(x) = c² / (1 + c),
 * </pre>
 *
 * so that p(w) lies between {@code kept(w) + (1 - c) r(w) + c² / (1 + c) d(w) m}, where m is the
 * least and the greatest r / d of all items that are joined to w. These two meet much sooner than
 * the mass on its way is gone, as r / d tends to the same everywhere.
 *
 * <p>For one thread; holds {@code 128 · items + 64 · users} bytes, of the part of the graph that it
 * walked last and of those before.
 */
final class BlockWalk {
  /** A row of doubles fills one line of the cache. */
  static final int LANES = 8;

  /** With less than this on its way, masses stand as fast as those of the exact method. */
  private static final double NOTHING = 1e-13;

  private final BipartiteGraph graph;
  private final double damping;
  private final double tolerance;
  private final TopMasses[] nearest = new TopMasses[LANES];

  /** Of each item what its block's walks have kept there. */
  private final double[] kept;

  /** Of each item and user the mass on its way, by degree. */
  private final double[] atItems;

  private final double[] atUsers;

  BlockWalk(BipartiteGraph graph, NeighbourOptions options) {
    this.graph = graph;
    this.damping = options.damping();
    this.tolerance = options.tolerance();
    Arrays.setAll(nearest, lane -> new TopMasses(options.count()));
    this.kept = new double[Math.multiplyExact(graph.items().size(), LANES)];
    this.atItems = new double[kept.length];
    this.atUsers = new double[Math.multiplyExact(graph.users().size(), LANES)];
  }

  /**
   * Finds the nearest of some items of one part of the graph: {@link #nearest} has them afterwards.
   * Whatever is left out of a list has at most a share of the tolerance more mass than what is in
   * it, and the order is right within the same. A list does not depend on the other items.
   *
   * @param targets the items, {@value #LANES} at most
   */
  void find(int part, int[] targets) {
    Nodes items = graph.itemsOf(part);
    Nodes users = graph.usersOf(part);
    clear(items);
    boolean[] settled = new boolean[targets.length];
    for (int lane = 0; lane < targets.length; lane++) {
      nearest[lane].clear();
      int degree = graph.items().degree(targets[lane]);
      settled[lane] = degree == 0;
      if (!settled[lane]) {
        atItems[targets[lane] * LANES + lane] = 1.0 / degree;
      }
    }
    for (double left = 1; !all(settled); left *= damping * damping) {
      for (int lane = 0; lane < targets.length; lane++) {
        // The list of one that is settled stays as it is, however long the others take.
        settled[lane] = settled[lane] || settle(items, targets[lane], lane, left < NOTHING);
      }
      if (!all(settled)) {
        keep(items);
        walk(graph.users(), users, atItems, atUsers);
        walk(graph.items(), items, atUsers, atItems);
      }
    }
  }

  /** The nearest of a target, by its place, with lower bounds of their masses. */
  TopMasses nearest(int lane) {
    return nearest[lane];
  }

  private static boolean all(boolean[] settled) {
    for (boolean each : settled) {
      if (!each) {
        return false;
      }
    }
    return true;
  }

  private void clear(Nodes items) {
    for (int n = items.from(); n < items.to(); n++) {
      int row = items.all()[n] * LANES;
      Arrays.fill(kept, row, row + LANES, 0);
      Arrays.fill(atItems, row, row + LANES, 0);
    }
  }

  private void keep(Nodes items) {
    for (int n = items.from(); n < items.to(); n++) {
      int item = items.all()[n];
      double share = (1 - damping) * graph.items().degree(item);
      int row = item * LANES;
      for (int lane = 0; lane < LANES; lane++) {
        kept[row + lane] += share * atItems[row + lane];
      }
    }
  }

  /** A step to the nodes of one side, from all that they are joined to. */
  private void walk(Side side, Nodes nodes, double[] from, double[] to) {
    int[] starts = side.starts();
    int[] ends = side.ends();
    for (int n = nodes.from(); n < nodes.to(); n++) {
      int node = nodes.all()[n];
      int begin = starts[node];
      int end = starts[node + 1];
      // Eight variables and no loop, so that all of them stay in registers.
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      double e = 0;
      double f = 0;
      double g = 0;
      double h = 0;
      for (int at = begin; at < end; at++) {
        int row = ends[at] * LANES;
        a += from[row];
        b += from[row + 1];
        c += from[row + 2];
        d += from[row + 3];
        e += from[row + 4];
        f += from[row + 5];
        g += from[row + 6];
        h += from[row + 7];
      }
      double share = damping / (end - begin);
      int row = node * LANES;
      to[row] = share * a;
      to[row + 1] = share * b;
      to[row + 2] = share * c;
      to[row + 3] = share * d;
      to[row + 4] = share * e;
      to[row + 5] = share * f;
      to[row + 6] = share * g;
      to[row + 7] = share * h;
    }
  }

  /** Makes the list of a target and says whether it is right. */
  private boolean settle(Nodes items, int target, int lane, boolean last) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int n = items.from(); n < items.to(); n++) {
      double mass = atItems[items.all()[n] * LANES + lane];
      least = Math.min(least, mass);
      most = Math.max(most, mass);
    }
    double ahead = damping * damping / (1 + damping);
    TopMasses top = nearest[lane];
    top.clear();
    for (int n = items.from(); n < items.to(); n++) {
      int item = items.all()[n];
      double mass = mass(item, lane, ahead * least);
      if (item != target && mass > 0) {
        top.offer(item, mass);
      }
    }
    if (last) {
      return true;
    }
    if (top.size() < Math.min(top.capacity(), items.size() - 1)) {
      return false;
    }
    return ordered(top, lane, ahead * most) && complete(items, target, lane, ahead * most);
  }

  private boolean ordered(TopMasses top, int lane, double ahead) {
    for (int place = 1; place < top.size(); place++) {
      if (mass(top.item(place), lane, ahead) > (1 + tolerance) * top.mass(place - 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean complete(Nodes items, int target, int lane, double ahead) {
    TopMasses top = nearest[lane];
    double limit = top.size() == 0 ? 0 : (1 + tolerance) * top.mass(top.size() - 1);
    for (int n = items.from(); n < items.to(); n++) {
      int item = items.all()[n];
      if (mass(item, lane, ahead) > limit && item != target && !top.contains(item)) {
        return false;
      }
    }
    return true;
  }

  /** A bound of an item's mass, by one of what is still to come for each of its edges. */
  private double mass(int item, int lane, double ahead) {
    int at = item * LANES + lane;
    return kept[at] + graph.items().degree(item) * ((1 - damping) * atItems[at] + ahead);
  }
}
