package org.llmrec.encode.graph.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who makes and who uses what in a graph, as it was when this was made. */
final class Links {
  private final OnnxGraph graph;
  private final Map<String, OnnxNode> producers;
  private final Map<String, Integer> uses;
  private final Map<String, OnnxNode> users = new HashMap<>();

  /**
   * {@code value + bias}.
   *
   * @param bias a vector of floats
   */
  record Biased(String value, OnnxTensor bias) {}

  /**
   * {@code value · weight + bias}.
   *
   * @param weight a matrix of floats, {@code [in, out]}
   */
  record Projection(String value, OnnxTensor weight, OnnxTensor bias) {}

  Links(OnnxGraph graph) {
    this.graph = graph;
    this.producers = graph.producers();
    this.uses = graph.uses();
    graph.nodes().forEach(node -> node.inputs().forEach(input -> users.put(input, node)));
  }

  /** The node that makes a value, if it does that. */
  Optional<OnnxNode> maker(String value, String op) {
    return Optional.ofNullable(producers.get(value)).filter(node -> node.is(op));
  }

  /** The node that uses a value, if it does that and is the only one. */
  Optional<OnnxNode> onlyUser(String value, String op) {
    return Optional.ofNullable(users.get(value)).filter(node -> isUsedOnce(value) && node.is(op));
  }

  boolean isUsedOnce(String value) {
    return uses.getOrDefault(value, 0) == 1;
  }

  Optional<Biased> biased(String value) {
    return maker(value, "Add")
        .flatMap(
            add ->
                biased(add.inputs().get(0), add.inputs().get(1))
                    .or(() -> biased(add.inputs().get(1), add.inputs().get(0))));
  }

  private Optional<Biased> biased(String value, String bias) {
    return graph
        .constant(bias)
        .filter(tensor -> tensor.isFloats(1))
        .map(tensor -> new Biased(value, tensor));
  }

  Optional<Projection> projection(String value) {
    return biased(value)
        .flatMap(
            biased ->
                maker(biased.value(), "MatMul")
                    .flatMap(
                        matmul ->
                            graph
                                .constant(matmul.inputs().get(1))
                                .filter(weight -> weight.isFloats(2))
                                .filter(
                                    weight ->
                                        weight.dims().get(1).equals(biased.bias().dims().get(0)))
                                .map(
                                    weight ->
                                        new Projection(
                                            matmul.inputs().get(0), weight, biased.bias()))));
  }

  /** A constant of one float. */
  Optional<Float> real(String value) {
    return graph.constant(value).flatMap(OnnxTensor::real);
  }

  /** A constant list of whole numbers. */
  Optional<List<Long>> wholes(String value) {
    return graph.constant(value).flatMap(OnnxTensor::wholes);
  }

  /** Whether a value follows from one input of the graph and from constants. */
  boolean followsFrom(String value, String input) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(value));
    boolean found = false;
    while (!open.isEmpty()) {
      String each = open.pop();
      if (each.isEmpty() || !seen.add(each) || graph.constant(each).isPresent()) {
        continue;
      }
      OnnxNode maker = producers.get(each);
      if (maker != null) {
        open.addAll(maker.inputs());
      } else if (each.equals(input)) {
        found = true;
      } else {
        return false;
      }
    }
    return found;
  }
}
