package org.llmrec.encode.graph.internal;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.Pooling;
import org.llmrec.encode.TestModel;
import org.llmrec.encode.TinyValues;

/**
 * One layer of self-attention over random vectors of word pieces, the way an exporter spells it,
 * with as many variations as there are ways to say it.
 */
final class TinyTransformer {
  static final int WIDTH = 8;
  private static final int HEADS = 2;
  private static final int PIECES = 30_522;

  /** How the scores are scaled. */
  enum Scale {
    DIVIDE,
    MULTIPLY,
    NONE
  }

  /** What must not be taken for self-attention under a mask. */
  enum Fault {
    NONE,
    /** The values are projections of something else than the keys. */
    VALUE_OF_ANOTHER,
    /** The mask also depends on the word pieces. */
    MASK_OF_PIECES,
    /** There is no mask. */
    NO_MASK,
    /** Softmax over the queries. */
    OTHER_AXIS,
    /** Somebody else uses the weights. */
    WEIGHTS_USED
  }

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny");
  private final SplittableRandom random;

  private TinyTransformer(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Writes one. */
  static void write(Path file, long seed, Scale scale, boolean maskFirst, Fault fault)
      throws IOException {
    TinyTransformer tiny = new TinyTransformer(seed);
    tiny.build(scale, maskFirst, fault);
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
            .setGraph(tiny.graph)
            .build();
    Files.write(file, model.toByteArray());
  }

  /** A model folder with one in it and the real tokenizer. */
  static Path folder(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    Path model = folder.resolve(EncoderManifest.MODEL);
    write(model, seed, Scale.DIVIDE, false, Fault.NONE);
    Files.copy(
        TestModel.folder().resolve(EncoderManifest.TOKENIZER),
        folder.resolve(EncoderManifest.TOKENIZER));
    Map<String, EncoderManifest.ModelFile> files =
        Map.of(
            EncoderManifest.MODEL,
            new EncoderManifest.ModelFile(Files.size(model), Hashes.sha256(model)),
            EncoderManifest.TOKENIZER,
            TestModel.manifest().files().get(EncoderManifest.TOKENIZER));
    Json.write(folder.resolve(EncoderManifest.FILE_NAME), manifest(files));
    return folder;
  }

  /** What one is, in a folder with these files. */
  static EncoderManifest manifest(Map<String, EncoderManifest.ModelFile> files) {
    return new EncoderManifest(
        "tiny",
        "random numbers",
        "CC0-1.0",
        WIDTH,
        WIDTH,
        Pooling.MEAN,
        true,
        TestModel.manifest().maxTokens(),
        "",
        "",
        files);
  }

  private void build(Scale scale, boolean maskFirst, Fault fault) {
    for (String input : List.of("input_ids", "attention_mask", "token_type_ids")) {
      graph.addInput(TinyValues.of(input, TensorProto.DataType.INT64));
    }
    floats("pieces", PIECES, WIDTH);
    floats("types", 2, WIDTH);
    node("Gather", "piece", "pieces", "input_ids");
    node("Gather", "type", "types", "token_type_ids");
    node("Add", "x", "piece", "type");
    heads("query", "x", 0, 2, 1, 3);
    heads("key", "x", 0, 2, 3, 1);
    heads("value", fault == Fault.VALUE_OF_ANOTHER ? "piece" : "x", 0, 2, 1, 3);
    node("MatMul", "products", "query.heads", "key.heads");
    scalar("by", scale == Scale.DIVIDE ? 2 : 0.5f);
    switch (scale) {
      case DIVIDE -> node("Div", "scores", "products", "by");
      case MULTIPLY -> node("Mul", "scores", "products", "by");
      case NONE -> node("Identity", "scores", "products");
    }
    mask(fault);
    if (maskFirst) {
      node("Add", "masked", "mask", "scores");
    } else {
      node("Add", "masked", "scores", "mask");
    }
    String masked = fault == Fault.NO_MASK ? "scores" : "masked";
    node("Softmax", "weights", masked)
        .addAttribute(whole("axis", fault == Fault.OTHER_AXIS ? 2 : -1));
    node("MatMul", "weighed", "weights", "value.heads");
    node("Transpose", "back", "weighed").addAttribute(wholes("perm", 0, 2, 1, 3));
    integers("flat", 0, 0, WIDTH);
    node("Reshape", "attended", "back", "flat");
    project("out", "attended");
    node("Add", "sum", "out", "x");
    node("ReduceMean", "mean", "sum").addAttribute(wholes("axes", -1));
    node("Sub", "centred", "sum", "mean");
    scalar("two", 2);
    scalar("epsilon", 1e-5f);
    node("Pow", "squares", "centred", "two");
    node("ReduceMean", "variance", "squares").addAttribute(wholes("axes", -1));
    node("Add", "above", "variance", "epsilon");
    node("Sqrt", "deviation", "above");
    node("Div", "normal", "centred", "deviation");
    floats("gamma", WIDTH);
    floats("beta", WIDTH);
    node("Mul", "stretched", "normal", "gamma");
    String last = fault == Fault.WEIGHTS_USED ? "normed" : "last_hidden_state";
    node("Add", last, "stretched", "beta");
    if (fault == Fault.WEIGHTS_USED) {
      node("ReduceMean", "meanweight", "weights").addAttribute(wholes("axes", 1, 2, 3));
      integers("tail", 0, 1, 1);
      node("Reshape", "column", "meanweight", "tail");
      node("Add", "last_hidden_state", "normed", "column");
    }
    graph.addOutput(TinyValues.of("last_hidden_state", TensorProto.DataType.FLOAT, WIDTH));
  }

  private void mask(Fault fault) {
    integers("one.two", 1, 2);
    node("Unsqueeze", "wide", "attention_mask", "one.two");
    node("Cast", "real", "wide").addAttribute(whole("to", TensorProto.DataType.FLOAT.getNumber()));
    scalar("one", 1);
    scalar("least", -Float.MAX_VALUE);
    node("Sub", "hidden", "one", "real");
    if (fault == Fault.MASK_OF_PIECES) {
      node("Unsqueeze", "ids", "input_ids", "one.two");
      node("Cast", "idsreal", "ids")
          .addAttribute(whole("to", TensorProto.DataType.FLOAT.getNumber()));
      scalar("little", 1e-4f);
      node("Mul", "nudge", "idsreal", "little");
      node("Mul", "plain", "hidden", "least");
      node("Add", "mask", "plain", "nudge");
    } else {
      node("Mul", "mask", "hidden", "least");
    }
  }

  private void heads(String name, String of, long... order) {
    project(name, of);
    integers(name + ".shape", 0, 0, HEADS, WIDTH / HEADS);
    node("Reshape", name + ".split", name, name + ".shape");
    node("Transpose", name + ".heads", name + ".split").addAttribute(wholes("perm", order));
  }

  private void project(String name, String of) {
    floats(name + ".weight", WIDTH, WIDTH);
    floats(name + ".bias", WIDTH);
    node("MatMul", name + ".product", of, name + ".weight");
    node("Add", name, name + ".bias", name + ".product");
  }

  private NodeProto.Builder node(String op, String output, String... inputs) {
    return graph
        .addNodeBuilder()
        .setOpType(op)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  private void floats(String name, int... dims) {
    int size = 1;
    for (int dim : dims) {
      size *= dim;
    }
    ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putFloat((float) random.nextDouble(-1, 1));
    }
    TensorProto.Builder tensor = tensor(name, TensorProto.DataType.FLOAT, bytes);
    for (int dim : dims) {
      tensor.addDims(dim);
    }
  }

  private void scalar(String name, float value) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    tensor(name, TensorProto.DataType.FLOAT, bytes.putFloat(value));
  }

  private void integers(String name, long... values) {
    TensorProto.Builder tensor =
        graph
            .addInitializerBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
  }

  private TensorProto.Builder tensor(String name, TensorProto.DataType type, ByteBuffer bytes) {
    return graph
        .addInitializerBuilder()
        .setName(name)
        .setDataType(type.getNumber())
        .setRawData(ByteString.copyFrom(bytes.flip()));
  }

  private static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static AttributeProto wholes(String name, long... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }
}
