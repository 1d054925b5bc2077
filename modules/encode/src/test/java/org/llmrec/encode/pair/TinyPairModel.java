package org.llmrec.encode.pair;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderManifest.ModelFile;

/**
 * A pair scorer simple enough to be computed by hand: the mean, over the pieces that count, of a
 * number per piece and type and column.
 *
 * @param table {@code [types][pieces][columns]}; one type for a graph that is not told types
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TinyPairModel(float[][][] table) {
  private static final Map<String, Integer> VOCABULARY = read();

  private static Map<String, Integer> read() {
    String file = TinyScorers.ONE + "/" + ScorerManifest.TOKENIZER;
    try (InputStream in = TinyPairModel.class.getResourceAsStream(file)) {
      Map<String, Integer> numbers = new HashMap<>();
      Json.mapper()
          .readTree(in)
          .at("/model/vocab")
          .properties()
          .forEach(piece -> numbers.put(piece.getKey(), piece.getValue().intValue()));
      return numbers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pieces of {@link TinyScorers}' tokenizer, by number. */
  static Map<String, Integer> vocabulary() {
    return VOCABULARY;
  }

  static TinyPairModel random(long seed, int types, int columns) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][][] table = new float[types][VOCABULARY.size()][columns];
    for (float[][] type : table) {
      for (float[] piece : type) {
        for (int c = 0; c < columns; c++) {
          piece[c] = (float) random.nextDouble(-3, 3);
        }
      }
    }
    return new TinyPairModel(table);
  }

  int columns() {
    return table[0][0].length;
  }

  /** What the graph gives for the ids and types of one pair. */
  double[] logits(List<Integer> ids, List<Integer> types) {
    double[] sums = new double[columns()];
    for (int i = 0; i < ids.size(); i++) {
      float[] piece = table[table.length == 1 ? 0 : types.get(i)][ids.get(i)];
      for (int c = 0; c < sums.length; c++) {
        sums[c] += piece[c] / ids.size();
      }
    }
    return sums;
  }

  /** Puts it into a folder, with the tokenizer of the tiny cross-encoders. */
  Path in(Path folder, Activation activation, int column, int maxTokens) throws IOException {
    TinyScorers.in(folder, TinyScorers.ONE);
    Path model = folder.resolve(ScorerManifest.MODEL);
    Files.write(model, graph().toByteArray());
    Map<String, ModelFile> files =
        Map.of(
            ScorerManifest.MODEL,
            new ModelFile(Files.size(model), Hashes.sha256(model)),
            ScorerManifest.TOKENIZER,
            TinyScorers.described(folder).files().get(ScorerManifest.TOKENIZER));
    TinyScorers.describe(
        folder,
        new ScorerManifest(
            "by-hand",
            "random numbers",
            "CC0-1.0",
            maxTokens,
            "scores",
            columns(),
            column,
            activation,
            "",
            "",
            files));
    return folder;
  }

  private ModelProto graph() {
    boolean typed = table.length > 1;
    GraphProto.Builder graph = GraphProto.newBuilder().setName("pairs");
    for (String input : List.of("input_ids", "attention_mask", "token_type_ids")) {
      if (typed || !input.equals("token_type_ids")) {
        graph.addInput(value(input, TensorProto.DataType.INT64, "length"));
      }
    }
    TensorProto.Builder rows =
        TensorProto.newBuilder()
            .setName("table")
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims((long) table.length * VOCABULARY.size())
            .addDims(columns());
    for (float[][] type : table) {
      for (float[] piece : type) {
        for (float x : piece) {
          rows.addFloatData(x);
        }
      }
    }
    graph.addInitializer(rows);
    graph.addInitializer(number("last", -1));
    graph.addInitializer(number("one", 1));
    graph.addInitializer(number("pieces", VOCABULARY.size()));
    String row = "input_ids";
    if (typed) {
      graph.addNode(node("Mul", "block", "token_type_ids", "pieces"));
      graph.addNode(node("Add", "row", "input_ids", "block"));
      row = "row";
    }
    graph.addNode(node("Gather", "found", "table", row));
    graph.addNode(
        node("Cast", "mask", "attention_mask").toBuilder()
            .addAttribute(integer("to", TensorProto.DataType.FLOAT.getNumber())));
    graph.addNode(node("Unsqueeze", "masks", "mask", "last"));
    graph.addNode(node("Mul", "counted", "found", "masks"));
    graph.addNode(
        node("ReduceSum", "sum", "counted", "one").toBuilder()
            .addAttribute(integer("keepdims", 0)));
    graph.addNode(
        node("ReduceSum", "count", "masks", "one").toBuilder()
            .addAttribute(integer("keepdims", 0)));
    graph.addNode(node("Div", "scores", "sum", "count"));
    graph.addOutput(value("scores", TensorProto.DataType.FLOAT, Integer.toString(columns())));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .setGraph(graph)
        .build();
  }

  private static TensorProto number(String name, long value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64.getNumber())
        .addDims(1)
        .addInt64Data(value)
        .build();
  }

  private static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static NodeProto node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  /** {@code [B, second]}, where the second is a name or a number. */
  private static ValueInfoProto value(String name, TensorProto.DataType type, String second) {
    TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
    if (second.matches("[0-9]+")) {
      dimension.setDimValue(Long.parseLong(second));
    } else {
      dimension.setDimParam(second);
    }
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
            .addDim(dimension);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }
}
