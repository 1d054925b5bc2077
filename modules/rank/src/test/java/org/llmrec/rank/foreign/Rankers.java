package org.llmrec.rank.foreign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.llmrec.rank.onnx.OnnxGraph;

/** Tiny rankers, and what they are told. */
final class Rankers {
  static final Offer OFFER =
      new Offer(
          List.of(
              new Column("a", "a number", "", List.of(Use.values())),
              new Column("b", "a number", "where it is not known", List.of(Use.values())),
              new Column("typed", "a number", "", List.of(Use.SEARCH))),
          Map.of(
              RankerVector.ITEM_TEXT_VECTOR, 2,
              RankerVector.USER_VECTOR, 2,
              RankerVector.QUERY_VECTOR, 2));

  private Rankers() {}

  /** The graph {@code features [K, weights] · weights -> scores [K]}. */
  static OnnxGraph linear(float... weights) {
    OnnxGraph graph = new OnnxGraph("linear");
    graph.rows("features", weights.length);
    String zero = graph.constant("zero", new float[1], 1);
    graph.scores("scores", graph.gemm("sum", "features", weights, 1, zero));
    return graph;
  }

  static ForeignSchema schema(List<String> columns, Map<String, Float> missing) {
    return schema(List.of(new RankerInput.Columns("features", columns)), missing);
  }

  static ForeignSchema schema(List<RankerInput> inputs, Map<String, Float> missing, Use... uses) {
    return new ForeignSchema(
        "theirs",
        uses.length == 0 ? List.of(Use.RECOMMEND) : List.of(uses),
        inputs,
        "scores",
        OptionalInt.empty(),
        missing);
  }

  /** Writes the bundle of a graph. */
  static Path bundle(Path folder, byte[] graph, ForeignSchema schema) throws IOException {
    Path made = Files.createTempDirectory(folder, "given");
    Path onnx = Files.write(made.resolve("theirs.onnx"), graph);
    return bundle(folder, onnx, schema);
  }

  static Path bundle(Path folder, Path onnx, ForeignSchema schema) throws IOException {
    Path bundle = Files.createTempDirectory(folder, "bundle");
    ForeignBundle.write(bundle, ForeignBundle.files(onnx), Path.of("schema.yaml"), schema, OFFER);
    return bundle;
  }

  /** What a request tells. */
  static final class Table implements Told {
    private final int candidates;
    private final Map<String, float[]> columns;
    private final Map<RankerVector, float[][]> vectors = new EnumMap<>(RankerVector.class);

    Table(int candidates, Map<String, float[]> columns) {
      this.candidates = candidates;
      this.columns = columns;
    }

    Table with(RankerVector vector, float[]... rows) {
      vectors.put(vector, rows);
      return this;
    }

    @Override
    public int candidates() {
      return candidates;
    }

    @Override
    public float[] column(String name) {
      return columns.get(name);
    }

    @Override
    public float[][] vector(RankerVector vector) {
      return vectors.get(vector);
    }
  }

  /**
   * A message of onnx.proto, field by field. Protobuf joins two that stand end to end, so that what
   * no honest exporter writes can be put behind a whole file.
   */
  static final class Proto {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Proto number(int field, int value) {
      out.write(field << 3);
      out.write(value);
      return this;
    }

    Proto text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Proto put(int field, Proto message) {
      return bytes(field, message.out.toByteArray());
    }

    private Proto bytes(int field, byte[] value) {
      out.write(field << 3 | 2);
      out.write(value.length);
      out.writeBytes(value);
      return this;
    }

    /** A weight of 4 numbers in another file. */
    static Proto outside(String file) {
      return new Proto()
          .number(1, 4)
          .number(2, 1)
          .text(8, "outside")
          .put(13, new Proto().text(1, "location").text(2, file))
          .number(14, 1);
    }

    /** An input or output of two dimensions; 0 for one that is open. */
    static Proto port(String name, int type, int rows, int width) {
      Proto first = rows == 0 ? new Proto().text(2, "K") : new Proto().number(1, rows);
      Proto shape = new Proto().put(1, first).put(1, new Proto().number(1, width));
      return new Proto()
          .text(1, name)
          .put(2, new Proto().put(1, new Proto().number(1, type).put(2, shape)));
    }

    /** A whole model with this put into its graph. */
    byte[] behind(OnnxGraph graph, int field) {
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      joined.writeBytes(graph.bytes());
      joined.writeBytes(new Proto().put(7, new Proto().put(field, this)).out.toByteArray());
      return joined.toByteArray();
    }
  }
}
