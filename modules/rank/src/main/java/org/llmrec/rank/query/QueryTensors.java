package org.llmrec.rank.query;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.rank.tensor.Tensor;

/** A {@link QueryRanker} as tensors. */
final class QueryTensors {
  private static final String NETWORK = "network.";
  private static final String STARTS = "liked.starts";
  private static final String USERS = "liked.users";
  private static final String MISSING = "missing";

  private QueryTensors() {}

  static Map<String, Tensor> of(QueryRanker ranker) {
    Map<String, Tensor> tensors = new TreeMap<>();
    ranker.network().tensors().forEach((name, tensor) -> tensors.put(NETWORK + name, tensor));
    int[][] rows = ranker.likedBy();
    int[] starts = new int[rows.length + 1];
    for (int item = 0; item < rows.length; item++) {
      starts[item + 1] = Math.addExact(starts[item], rows[item].length);
    }
    int[] users = new int[starts[rows.length]];
    for (int item = 0; item < rows.length; item++) {
      System.arraycopy(rows[item], 0, users, starts[item], rows[item].length);
    }
    tensors.put(STARTS, Tensor.Ints.vector(starts));
    tensors.put(USERS, Tensor.Ints.vector(users));
    tensors.put(MISSING, Tensor.Ints.vector(ranker.missing()));
    return tensors;
  }

  /**
   * The ranker that a manifest announces.
   *
   * @throws IllegalArgumentException if the tensors do not make it
   */
  static QueryRanker ranker(QueryManifest manifest, Map<String, Tensor> tensors) {
    int[] starts = ints(tensors, STARTS);
    int[] users = ints(tensors, USERS);
    if (starts.length != manifest.items() + 1 || starts[0] != 0) {
      throw new IllegalArgumentException(
          "expected the users of " + manifest.items() + " items, found " + starts.length + " - 1");
    }
    int[][] rows = new int[manifest.items()][];
    for (int item = 0; item < rows.length; item++) {
      if (starts[item + 1] < starts[item] || starts[item + 1] > users.length) {
        throw new IllegalArgumentException(
            "expected ascending starts up to " + users.length + ", found " + starts[item + 1]);
      }
      rows[item] = Arrays.copyOfRange(users, starts[item], starts[item + 1]);
    }
    return new QueryRanker(
        manifest.features(),
        ListNetwork.read(tensors, NETWORK),
        manifest.depth(),
        rows,
        manifest.users(),
        ints(tensors, MISSING));
  }

  private static int[] ints(Map<String, Tensor> tensors, String name) {
    if (tensors.get(name) instanceof Tensor.Ints ints) {
      return ints.values();
    }
    throw new IllegalArgumentException(
        "expected tensor " + name + " of whole numbers, found " + tensors.get(name));
  }
}
