package org.llmrec.rank.list;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.llmrec.rank.onnx.OnnxGraph;
import org.llmrec.rank.tree.TreeNodes;

/**
 * The networks of a {@link ListRanker} as one ONNX model.
 *
 * <p>Input: {@code features [K, F]}, as {@link Asking#features} gives them, a row a candidate, in
 * the order of {@link Signals#names}; they are not to be standardised, which the weights do.
 * Outputs: {@code scores [K]}, the sum over the networks for items that somebody met, and {@code
 * unmet [K]}, the sum over those for items that nobody met, which only order such items among
 * themselves. Higher is better.
 */
final class OnnxRanker {
  static final String FEATURES = "features";
  static final String SCORES = "scores";
  static final String UNMET = "unmet";

  private OnnxRanker() {}

  /** The file's content; equal rankers give equal bytes. */
  static byte[] bytes(ListRanker ranker) {
    OnnxGraph graph = new OnnxGraph("list-ranker");
    graph.rows(FEATURES, ranker.signals().size());
    add(graph, SCORES, ranker.met());
    add(graph, UNMET, ranker.unmet());
    return graph.bytes();
  }

  /** Networks whose scores are added up are one whose hidden units stand side by side. */
  private static void add(OnnxGraph graph, String name, List<ListNetwork> networks) {
    int features = networks.getFirst().features();
    float[] direct = new float[features];
    int hidden = 0;
    for (ListNetwork network : networks) {
      for (int f = 0; f < features; f++) {
        direct[f] += network.direct()[f];
      }
      hidden += network.out().length;
    }
    String zero = graph.constant(name + "_start", new float[1], 1);
    String sum = graph.gemm(name + "_direct", FEATURES, direct, 1, zero);
    List<String> leaves = leaves(graph, name, networks);
    for (int n = 0; n < networks.size(); n++) {
      if (!leaves.get(n).isEmpty()) {
        float[] first = new float[1 + networks.get(n).out().length];
        first[0] = 1;
        sum = graph.gemm(leaves.get(n) + "_first", leaves.get(n), first, 1, sum);
      }
    }
    if (hidden > 0) {
      String bias = graph.constant(name + "_bias", joined(networks, ListNetwork::bias), hidden);
      float[] weight = joined(networks, ListNetwork::weight);
      String before = graph.gemm(name + "_before", FEATURES, weight, hidden, bias);
      int offset = 0;
      for (int n = 0; n < networks.size(); n++) {
        int own = networks.get(n).out().length;
        if (!leaves.get(n).isEmpty()) {
          float[] others = others(own, offset, hidden);
          before = graph.gemm(leaves.get(n) + "_others", leaves.get(n), others, hidden, before);
        }
        offset += own;
      }
      String on = graph.relu(name + "_on", before);
      sum = graph.gemm(name + "_sum", on, joined(networks, ListNetwork::out), 1, sum);
    }
    graph.scores(name, sum);
  }

  /** The sums of leaves of each network; no name for one without trees. */
  private static List<String> leaves(OnnxGraph graph, String name, List<ListNetwork> networks) {
    List<String> names = new ArrayList<>();
    for (ListNetwork network : networks) {
      String output = name + "_leaves_" + names.size();
      names.add(
          network
              .leaves()
              .map(
                  own ->
                      graph.leafSums(
                          output, FEATURES, TreeNodes.of(own.trees()), own.rows(), own.width()))
              .orElse(""));
    }
    return names;
  }

  /** Sends all but the first of a network's sums to its hidden units, {@code [hidden, 1 + own]}. */
  private static float[] others(int own, int offset, int hidden) {
    float[] weight = new float[hidden * (1 + own)];
    for (int h = 0; h < own; h++) {
      weight[(offset + h) * (1 + own) + 1 + h] = 1;
    }
    return weight;
  }

  private static float[] joined(
      List<ListNetwork> networks, Function<ListNetwork, float[]> weights) {
    float[] all = new float[networks.stream().mapToInt(n -> weights.apply(n).length).sum()];
    int at = 0;
    for (ListNetwork network : networks) {
      float[] own = weights.apply(network);
      System.arraycopy(own, 0, all, at, own.length);
      at += own.length;
    }
    return all;
  }
}
