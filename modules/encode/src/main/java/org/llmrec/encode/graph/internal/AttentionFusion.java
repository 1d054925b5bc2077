package org.llmrec.encode.graph.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.llmrec.encode.graph.internal.Links.Projection;

/**
 * Puts one operation of ONNX Runtime's, {@code Attention}, in the place of the dozen that an
 * exporter writes for self-attention (Vaswani et al., "Attention Is All You Need", section 3.2):
 * three projections, heads split off, scaled products, a mask, softmax, and the way back.
 */
final class AttentionFusion {
  private static final String MASK = "attention_mask";
  private static final String MASK32 = "llmrec/attention_mask";
  private static final List<Long> TO_HEADS = List.of(0L, 2L, 1L, 3L);
  private static final List<Long> TO_HEADS_TRANSPOSED = List.of(0L, 2L, 3L, 1L);
  private static final float FILTER = -10_000;

  private final OnnxGraph graph;
  private final Links links;

  private AttentionFusion(OnnxGraph graph) {
    this.graph = graph;
    this.links = new Links(graph);
  }

  /** What is projected, into how many heads of which width. */
  private record Heads(Projection projection, long heads, long width) {}

  private record Scores(Heads query, Heads key, float scale) {}

  private record Match(Scores scores, Heads value, OnnxNode last) {}

  /** Fuses what it finds and says how many that were. */
  static int apply(OnnxGraph graph) {
    AttentionFusion fusion = new AttentionFusion(graph);
    int fused = 0;
    for (OnnxNode node : graph.nodes()) {
      if (node.is("Softmax")) {
        Optional<Match> match = fusion.match(node);
        if (match.isPresent()) {
          fusion.fuse(match.get(), fused++);
        }
      }
    }
    if (fused > 0) {
      OnnxAttribute to = OnnxAttribute.of("to", OnnxTensor.INT32);
      graph.addFirst(new OnnxNode("Cast", "", MASK32, List.of(MASK), List.of(MASK32), List.of(to)));
    }
    graph.prune();
    return fused;
  }

  private Optional<Match> match(OnnxNode softmax) {
    long axis = softmax.attribute("axis").map(OnnxAttribute::whole).orElse(-1L);
    if (axis != -1 && axis != 3) {
      return Optional.empty();
    }
    Optional<Scores> scores = masked(softmax.inputs().getFirst()).flatMap(this::scores);
    Optional<OnnxNode> weighed = links.onlyUser(softmax.output(), "MatMul");
    Optional<Heads> value =
        weighed.flatMap(node -> heads(node.inputs().get(1), TO_HEADS)).filter(v -> true);
    Optional<OnnxNode> last =
        weighed
            .flatMap(node -> links.onlyUser(node.output(), "Transpose"))
            .filter(node -> permutes(node, TO_HEADS))
            .flatMap(node -> links.onlyUser(node.output(), "Reshape"));
    if (scores.isEmpty() || value.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Match(scores.get(), value.get(), last.get())).filter(this::isOfOne);
  }

  /** The scores below a mask that follows from the attention mask alone. */
  private Optional<String> masked(String value) {
    return links
        .maker(value, "Add")
        .flatMap(
            add -> {
              String one = add.inputs().get(0);
              String other = add.inputs().get(1);
              if (links.followsFrom(other, MASK)) {
                return Optional.of(one);
              }
              return Optional.of(other).filter(scores -> links.followsFrom(one, MASK));
            });
  }

  private Optional<Scores> scores(String value) {
    return product(value, 1)
        .or(
            () ->
                links
                    .maker(value, "Div")
                    .flatMap(
                        div ->
                            links
                                .real(div.inputs().get(1))
                                .flatMap(by -> product(div.inputs().get(0), 1 / by))))
        .or(
            () ->
                links
                    .maker(value, "Mul")
                    .flatMap(
                        mul ->
                            links
                                .real(mul.inputs().get(1))
                                .flatMap(by -> product(mul.inputs().get(0), by))));
  }

  private Optional<Scores> product(String value, float scale) {
    Optional<OnnxNode> fused = links.maker(value, "FusedMatMul");
    if (fused.isPresent()) {
      OnnxNode node = fused.get();
      if (node.whole("transA") + node.whole("transBatchA") + node.whole("transBatchB") != 0) {
        return Optional.empty();
      }
      float alpha = node.attribute("alpha").map(OnnxAttribute::real).orElse(1f);
      List<Long> key = node.whole("transB") == 1 ? TO_HEADS : TO_HEADS_TRANSPOSED;
      return scores(node, key, scale * alpha);
    }
    return links.maker(value, "MatMul").flatMap(node -> scores(node, TO_HEADS_TRANSPOSED, scale));
  }

  private Optional<Scores> scores(OnnxNode product, List<Long> keyOrder, float scale) {
    Optional<Heads> query = heads(product.inputs().get(0), TO_HEADS);
    Optional<Heads> key = heads(product.inputs().get(1), keyOrder);
    return query.flatMap(q -> key.map(k -> new Scores(q, k, scale)));
  }

  private Optional<Heads> heads(String value, List<Long> order) {
    return links
        .maker(value, "Transpose")
        .filter(node -> permutes(node, order))
        .flatMap(node -> links.maker(node.inputs().getFirst(), "Reshape"))
        .flatMap(
            reshape ->
                links
                    .wholes(reshape.inputs().get(1))
                    .filter(shape -> shape.size() == 4)
                    .flatMap(
                        shape ->
                            links
                                .projection(reshape.inputs().get(0))
                                .map(p -> new Heads(p, shape.get(2), shape.get(3)))));
  }

  private static boolean permutes(OnnxNode transpose, List<Long> order) {
    return transpose.attribute("perm").filter(perm -> perm.wholes().equals(order)).isPresent();
  }

  /** Whether all three are projections of one value, into equal heads. */
  private boolean isOfOne(Match match) {
    Heads query = match.scores().query();
    boolean whole = query.heads() > 0 && query.width() > 0;
    for (Heads each : List.of(query, match.scores().key(), match.value())) {
      whole &= each.projection().value().equals(query.projection().value());
      whole &= each.heads() == query.heads() && each.width() == query.width();
      whole &= each.projection().weight().dims().equals(query.projection().weight().dims());
      whole &= each.projection().weight().dims().get(1) == each.heads() * each.width();
    }
    return whole;
  }

  private void fuse(Match match, int number) {
    List<Projection> three =
        List.of(
            match.scores().query().projection(),
            match.scores().key().projection(),
            match.value().projection());
    String name = "llmrec/attention." + number;
    long in = three.getFirst().weight().dims().get(0);
    long out = three.getFirst().weight().dims().get(1);
    OnnxTensor weight =
        OnnxTensor.of(
            name + ".weight",
            OnnxTensor.FLOAT,
            List.of(in, 3 * out),
            side(three.stream().map(Projection::weight).toList(), in, out));
    OnnxTensor bias =
        OnnxTensor.of(
            name + ".bias",
            OnnxTensor.FLOAT,
            List.of(3 * out),
            side(three.stream().map(Projection::bias).toList(), 1, out));
    graph.put(weight);
    graph.put(bias);
    graph.replace(
        match.last(),
        new OnnxNode(
            "Attention",
            OnnxNode.MICROSOFT,
            name,
            List.of(three.getFirst().value(), weight.name(), bias.name(), MASK32),
            match.last().outputs(),
            List.of(
                OnnxAttribute.of("num_heads", match.value().heads()),
                OnnxAttribute.of("scale", match.scores().scale()),
                OnnxAttribute.of("mask_filter_value", FILTER))));
  }

  /** Matrices of equal shape side by side. */
  private static ByteBuffer side(List<OnnxTensor> matrices, long rows, long columns) {
    int row = Math.toIntExact(columns * Float.BYTES);
    ByteBuffer joined =
        ByteBuffer.allocate(Math.toIntExact(rows * row * matrices.size()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int r = 0; r < rows; r++) {
      for (OnnxTensor matrix : matrices) {
        joined.put(matrix.data().orElseThrow().slice(r * row, row));
      }
    }
    return joined.flip();
  }
}
