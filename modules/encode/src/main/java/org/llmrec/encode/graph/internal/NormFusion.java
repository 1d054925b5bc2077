package org.llmrec.encode.graph.internal;

import java.util.List;
import java.util.Optional;

/**
 * Puts one operation of ONNX Runtime's, {@code SkipLayerNormalization}, in the place of the adding
 * of a bias, the adding of what went around a block, and the normalisation of the sum: one pass
 * over memory instead of four.
 */
final class NormFusion {
  private static final String FUSED = "SkipLayerNormalization";

  private NormFusion() {}

  private record Match(String value, String around, OnnxTensor bias) {}

  /** Fuses what it finds and says how many there are now; some may have been there before. */
  static int apply(OnnxGraph graph) {
    Links links = new Links(graph);
    for (OnnxNode norm : graph.nodes()) {
      if (isPlain(norm)) {
        Optional<Match> match = match(links, norm.inputs().getFirst());
        if (match.isPresent()) {
          graph.replace(norm, fused(norm, match.get()));
        }
      }
    }
    graph.prune();
    return (int) graph.nodes().stream().filter(node -> node.is(FUSED)).count();
  }

  /** One over the last dimension, whose mean and deviation nobody asks for. */
  private static boolean isPlain(OnnxNode norm) {
    return norm.is("LayerNormalization")
        && norm.inputs().size() == 3
        && norm.outputs().size() == 1
        && norm.whole("axis") == -1
        && norm.attribute("epsilon").isPresent();
  }

  private static Optional<Match> match(Links links, String value) {
    return links
        .maker(value, "Add")
        .filter(add -> links.isUsedOnce(value))
        .flatMap(
            add ->
                match(links, add.inputs().get(0), add.inputs().get(1))
                    .or(() -> match(links, add.inputs().get(1), add.inputs().get(0))));
  }

  private static Optional<Match> match(Links links, String block, String around) {
    return links
        .biased(block)
        .filter(biased -> links.isUsedOnce(block))
        .map(biased -> new Match(biased.value(), around, biased.bias()));
  }

  private static OnnxNode fused(OnnxNode norm, Match match) {
    return new OnnxNode(
        FUSED,
        OnnxNode.MICROSOFT,
        norm.name(),
        List.of(
            match.value(),
            match.around(),
            norm.inputs().get(1),
            norm.inputs().get(2),
            match.bias().name()),
        norm.outputs(),
        List.of(norm.attribute("epsilon").orElseThrow()));
  }
}
