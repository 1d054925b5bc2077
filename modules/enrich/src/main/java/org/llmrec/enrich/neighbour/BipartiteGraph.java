package org.llmrec.enrich.neighbour;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.llmrec.data.table.InteractionTable;

/**
 * Users and items as adjacency arrays, both ways: {@code 8 · rows + 8 · (users + items)} bytes. A
 * pair that occurs twice is there twice, which is an edge of double weight. Immutable and safe to
 * share between threads.
 */
final class BipartiteGraph {
  private final Side items;
  private final Side users;
  private final int[] itemsByDegree;

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

  private BipartiteGraph(Side items, Side users) {
    this.items = items;
    this.users = users;
    this.itemsByDegree =
        IntStream.range(0, items.size())
            .mapToObj(item -> item)
            .sorted((a, b) -> Integer.compare(items.degree(b), items.degree(a)))
            .mapToInt(item -> item)
            .toArray();
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

  /** The items' numbers, those with the most edges first. */
  int itemByDegree(int rank) {
    return itemsByDegree[rank];
  }
}
