package org.llmrec.encode;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/**
 * A model folder with the real tokenizer and a graph of the real form that computes next to
 * nothing: the mean of random vectors of the word pieces and of the token types, mixed by a random
 * matrix.
 */
public final class TinyModel {
  /** The width of its vectors. */
  public static final int DIMS = 8;

  private static final int PIECES = 30_522;

  private TinyModel() {}

  /** Makes it in a folder, from a seed. */
  public static Path in(Path folder, long seed) throws IOException {
    return in(folder, seed, "", "");
  }

  /** The same with words before the texts. */
  public static Path in(Path folder, long seed, String queryPrefix, String passagePrefix)
      throws IOException {
    Files.createDirectories(folder);
    Path model = folder.resolve(EncoderManifest.MODEL);
    Path tokenizer = folder.resolve(EncoderManifest.TOKENIZER);
    Files.write(model, graph(seed).toByteArray());
    Files.copy(TestModel.folder().resolve(EncoderManifest.TOKENIZER), tokenizer);
    EncoderManifest real = TestModel.manifest();
    EncoderManifest manifest =
        new EncoderManifest(
            "tiny",
            "random numbers, seed " + seed,
            "CC0-1.0",
            DIMS,
            DIMS,
            Pooling.MEAN,
            true,
            real.maxTokens(),
            queryPrefix,
            passagePrefix,
            Map.of(
                EncoderManifest.MODEL,
                new EncoderManifest.ModelFile(Files.size(model), Hashes.sha256(model)),
                EncoderManifest.TOKENIZER,
                real.files().get(EncoderManifest.TOKENIZER)));
    Json.write(folder.resolve(EncoderManifest.FILE_NAME), manifest);
    return folder;
  }

  private static ModelProto graph(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
    for (String input : List.of("input_ids", "attention_mask", "token_type_ids")) {
      graph.addInput(TinyValues.of(input, TensorProto.DataType.INT64));
    }
    graph.addInitializer(matrix("pieces", PIECES, random));
    graph.addInitializer(matrix("types", 2, random));
    graph.addInitializer(matrix("mix", DIMS, random));
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName("last")
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(1)
            .addInt64Data(-1));
    graph.addNode(node("Gather", "piece", "pieces", "input_ids"));
    graph.addNode(node("Gather", "type", "types", "token_type_ids"));
    graph.addNode(node("Add", "embedded", "piece", "type"));
    graph.addNode(node("MatMul", "mixed", "embedded", "mix"));
    graph.addNode(
        node("Cast", "mask", "attention_mask").toBuilder()
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("to")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(TensorProto.DataType.FLOAT.getNumber())));
    graph.addNode(node("Unsqueeze", "column", "mask", "last"));
    graph.addNode(node("Mul", "last_hidden_state", "mixed", "column"));
    graph.addOutput(TinyValues.of("last_hidden_state", TensorProto.DataType.FLOAT, DIMS));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .setGraph(graph)
        .build();
  }

  private static TensorProto matrix(String name, int rows, SplittableRandom random) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.FLOAT.getNumber())
            .addDims(rows)
            .addDims(DIMS);
    for (int i = 0; i < rows * DIMS; i++) {
      tensor.addFloatData((float) random.nextDouble(-1, 1));
    }
    return tensor.build();
  }

  private static NodeProto node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }
}
