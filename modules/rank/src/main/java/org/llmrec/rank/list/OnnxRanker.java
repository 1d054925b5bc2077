package org.llmrec.rank.list;

import java.util.List;
import java.util.Optional;
import org.llmrec.rank.onnx.OnnxGraph;
import org.llmrec.rank.tree.TreeNodes;

/**
 * The networks of a {@link ListRanker} as one ONNX model.
 *
 * <p>Input: {@code features [K, F]}, as {@link Asking#features} gives them, a row a candidate, in
 * the order of {@link Signals#names}; they are not to be standardised, which the weights do, and
 * NaN where missing. Outputs: {@code scores [K]}, the sum over the networks for items that somebody
 * met; {@code strangers [K]}, the same for people whom training never saw, where they have networks
 * of their own; and {@code unmet [K]}, the sum over those for items that nobody met, which only
 * order such items among themselves. Higher is better.
 */
final class OnnxRanker {
  static final String FEATURES = "features";
  static final String SCORES = "scores";
  static final String STRANGERS = "strangers";
  static final String UNMET = "unmet";

  private OnnxRanker() {}

  /** The file's content; equal rankers give equal bytes. */
  static byte[] bytes(ListRanker ranker) {
    OnnxGraph graph = new OnnxGraph("list-ranker");
    graph.rows(FEATURES, ranker.signals().size());
    add(graph, SCORES, ranker.met());
    if (!ranker.strangers().isEmpty()) {
      add(graph, STRANGERS, ranker.strangers());
    }
    add(graph, UNMET, ranker.unmet());
    return graph.bytes();
  }

  private static void add(OnnxGraph graph, String name, List<ListNetwork> networks) {
    String sum = graph.constant(name + "_start", new float[1], 1);
    for (int n = 0; n < networks.size(); n++) {
      sum = add(graph, name + "_" + n, networks.get(n), sum);
    }
    graph.scores(name, sum);
  }

  private static String add(OnnxGraph graph, String name, ListNetwork network, String start) {
    int hidden = network.out().length;
    String features =
        network.missing().length == 0
            ? FEATURES
            : graph.filled(name + "_features", FEATURES, network.missing());
    String sum = graph.gemm(name + "_direct", features, network.direct(), 1, start);
    Optional<String> leaves = network.leaves().map(rows -> leaves(graph, name, rows));
    if (leaves.isPresent()) {
      float[] first = new float[1 + hidden];
      first[0] = 1;
      sum = graph.gemm(name + "_leaf", leaves.get(), first, 1, sum);
    }
    if (hidden > 0) {
      String before = graph.constant(name + "_bias", network.bias(), hidden);
      before = graph.gemm(name + "_before", features, network.weight(), hidden, before);
      if (leaves.isPresent()) {
        before = graph.gemm(name + "_grown", leaves.get(), others(hidden), hidden, before);
      }
      String on = graph.relu(name + "_on", before);
      sum = graph.gemm(name + "_sum", on, network.out(), 1, sum);
    }
    return sum;
  }

  private static String leaves(OnnxGraph graph, String name, LeafRows rows) {
    return graph.leafSums(
        name + "_leaves", FEATURES, TreeNodes.of(rows.trees()), rows.rows(), rows.width());
  }

  /** Sends each sum but the first to its hidden unit, {@code [hidden, 1 + hidden]}. */
  private static float[] others(int hidden) {
    float[] weight = new float[hidden * (1 + hidden)];
    for (int h = 0; h < hidden; h++) {
      weight[h * (1 + hidden) + 1 + h] = 1;
    }
    return weight;
  }
}
