package org.llmrec.enrich.neighbour;

import java.util.Arrays;
import org.llmrec.data.table.InteractionTable;

/**
 * Users and items as adjacency arrays, both ways, and the parts that no edge joins: {@code 8 · rows
 * + 16 · (users + items)} bytes. A pair that occurs twice is there twice, which is an edge of
 * double weight. Immutable and safe to share between threads.
 */
final class BipartiteGraph {
  private final Side items;
  private final Side users;
  private final int[] partOfItem;
  private final Groups itemsOfPart;
  private final Groups usersOfPart;

  /**
   * The edges of one side's nodes.
   *
   * @param starts where each node's edges begin, and where the last one's end; {@code [nodes + 1]}
   * @param ends the other ends, each node's ascending
   */
  @SuppressWarnings("ArrayRecordComponent") // read in the innermost loop
  record Side(int[] starts, int[] ends) {
    int degree(int node) {
      return starts[node + 1] - starts[node];
    }

    int size() {
      return starts.length - 1;
    }

    private static Side of(InteractionTable table, boolean ofItems) {
      int nodes = ofItems ? table.items().size() : table.users().size();
      int[] starts = new int[nodes + 1];
      for (int row = 0; row < table.size(); row++) {
        starts[(ofItems ? table.item(row) : table.user(row)) + 1]++;
      }
      Arrays.parallelPrefix(starts, Integer::sum);
      int[] filled = starts.clone();
      int[] ends = new int[table.size()];
      for (int row = 0; row < table.size(); row++) {
        int node = ofItems ? table.item(row) : table.user(row);
        ends[filled[node]++] = ofItems ? table.user(row) : table.item(row);
      }
      for (int node = 0; node < nodes; node++) {
        // So that masses are summed in one order, whatever the order of the rows, and near memory.
        Arrays.sort(ends, starts[node], starts[node + 1]);
      }
      return new Side(starts, ends);
    }
  }

  /** Nodes by the part they are in, ascending within each. */
  @SuppressWarnings("ArrayRecordComponent") // shared with nobody
  private record Groups(int[] starts, int[] nodes) {
    static Groups of(int[] parts, int count) {
      int[] starts = new int[count + 1];
      for (int part : parts) {
        starts[part + 1]++;
      }
      Arrays.parallelPrefix(starts, Integer::sum);
      int[] filled = starts.clone();
      int[] nodes = new int[parts.length];
      for (int node = 0; node < parts.length; node++) {
        nodes[filled[parts[node]]++] = node;
      }
      return new Groups(starts, nodes);
    }

    Nodes get(int part) {
      return new Nodes(nodes, starts[part], starts[part + 1]);
    }
  }

  /**
   * Some nodes of one side.
   *
   * @param all the array they are in
   * @param from where the first one is
   * @param to behind the last
   */
  @SuppressWarnings("ArrayRecordComponent") // a view
  record Nodes(int[] all, int from, int to) {
    int size() {
      return to - from;
    }
  }

  private BipartiteGraph(Side items, Side users) {
    this.items = items;
    this.users = users;
    int[] root = roots(items, users);
    this.partOfItem = new int[items.size()];
    int parts = 0;
    for (int item = 0; item < root.length; item++) {
      // The root is the first of its part, so its number is known by now.
      partOfItem[item] = root[item] == item ? parts++ : partOfItem[root[item]];
    }
    this.itemsOfPart = Groups.of(partOfItem, parts);
    int[] partOfUser = new int[users.size()];
    for (int user = 0; user < partOfUser.length; user++) {
      // Nobody asks for the part of those without edges, which is the one after the last.
      partOfUser[user] =
          users.degree(user) == 0 ? parts : partOfItem[users.ends()[users.starts()[user]]];
    }
    this.usersOfPart = Groups.of(partOfUser, parts + 1);
  }

  /** For each item the least that it is joined to. */
  private static int[] roots(Side items, Side users) {
    int[] root = new int[items.size()];
    Arrays.setAll(root, item -> item);
    for (int user = 0; user < users.size(); user++) {
      for (int e = users.starts()[user] + 1; e < users.starts()[user + 1]; e++) {
        int one = root(root, users.ends()[e - 1]);
        int other = root(root, users.ends()[e]);
        root[Math.max(one, other)] = Math.min(one, other);
      }
    }
    Arrays.setAll(root, item -> root(root, item));
    return root;
  }

  private static int root(int[] root, int item) {
    int at = item;
    while (root[at] != at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  static BipartiteGraph of(InteractionTable table) {
    return new BipartiteGraph(Side.of(table, true), Side.of(table, false));
  }

  Side items() {
    return items;
  }

  Side users() {
    return users;
  }

  /** The part that an item is in: a walk from it reaches the whole of that, and nothing else. */
  int part(int item) {
    return partOfItem[item];
  }

  Nodes itemsOf(int part) {
    return itemsOfPart.get(part);
  }

  Nodes usersOf(int part) {
    return usersOfPart.get(part);
  }
}
