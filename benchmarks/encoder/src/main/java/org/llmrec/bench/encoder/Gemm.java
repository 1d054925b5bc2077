package org.llmrec.bench.encoder;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What ONNX Runtime's matrix multiplication reaches here at best: as many threads at once as there
 * are processors, each on its own, in float32, with the shapes that the model multiplies and the
 * weights fixed, so that they are laid out for the processor beforehand as the model's are.
 */
final class Gemm {
  private static final int[] ROWS = {512, 1024};
  private static final int[][] WEIGHTS = {{384, 384}, {384, 1536}, {1536, 384}};
  private static final int WARM = 5;
  private static final double SECONDS = 0.7;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  private Gemm() {}

  static Measured measure(int processors) throws Exception {
    Gemm gemm = new Gemm();
    Map<String, Double> rates = new TreeMap<>();
    double cpu = Worker.cpuSeconds();
    long begun = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(processors)) {
      for (int[] weight : WEIGHTS) {
        for (int rows : ROWS) {
          String shape = rows + " × " + weight[0] + " × " + weight[1];
          rates.put(shape, gemm.rate(pool, processors, rows, weight[0], weight[1]));
        }
      }
    }
    return new Measured(
        (System.nanoTime() - begun) / 1e9,
        Worker.cpuSeconds() - cpu,
        null,
        rates,
        Map.of("ONNX Runtime", gemm.environment.getVersion()));
  }

  /** Operations per second of processor time, in 10⁹. */
  private double rate(ExecutorService pool, int processors, int rows, int inner, int columns)
      throws Exception {
    byte[] graph = graph(inner, columns);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      try (OrtSession session = environment.createSession(graph, options)) {
        together(pool, processors, () -> repeat(session, rows, inner, columns, WARM, 0));
        double cpu = Worker.cpuSeconds();
        long times =
            together(pool, processors, () -> repeat(session, rows, inner, columns, 1, SECONDS));
        cpu = Worker.cpuSeconds() - cpu;
        return 2.0 * rows * inner * columns * times / cpu / 1e9;
      }
    }
  }

  private interface Work {
    long run() throws OrtException;
  }

  private static long together(ExecutorService pool, int processors, Work work) throws Exception {
    List<Future<Long>> running = new ArrayList<>();
    for (int i = 0; i < processors; i++) {
      running.add(pool.submit(work::run));
    }
    long all = 0;
    for (Future<Long> each : running) {
      all += each.get();
    }
    return all;
  }

  private long repeat(
      OrtSession session, int rows, int inner, int columns, int atLeast, double seconds)
      throws OrtException {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    long times = 0;
    try (OnnxTensor in = random(rows, inner);
        OnnxTensor out = random(rows, columns)) {
      while (times < atLeast || System.nanoTime() < until) {
        session.run(Map.of("x", in), Map.of("y", out)).close();
        times++;
      }
    }
    return times;
  }

  private OnnxTensor random(int rows, int columns) throws OrtException {
    ByteBuffer bytes = bytes(rows, columns);
    return OnnxTensor.createTensor(environment, bytes.asFloatBuffer(), new long[] {rows, columns});
  }

  private static ByteBuffer bytes(int rows, int columns) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(rows * columns * Float.BYTES).order(ByteOrder.nativeOrder());
    Random random = new Random(rows);
    while (bytes.hasRemaining()) {
      bytes.putFloat(random.nextFloat() - 0.5f);
    }
    return bytes.flip().order(ByteOrder.nativeOrder());
  }

  /** {@code y = x · w} with a fixed w. */
  private static byte[] graph(int inner, int columns) {
    OnnxMl.TensorProto weight =
        OnnxMl.TensorProto.newBuilder()
            .setName("w")
            .setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
            .addDims(inner)
            .addDims(columns)
            .setRawData(ByteString.copyFrom(bytes(inner, columns)))
            .build();
    OnnxMl.NodeProto product =
        OnnxMl.NodeProto.newBuilder()
            .setOpType("MatMul")
            .addInput("x")
            .addInput("w")
            .addOutput("y")
            .build();
    OnnxMl.GraphProto graph =
        OnnxMl.GraphProto.newBuilder()
            .setName(String.format(Locale.ROOT, "product of %d and %d", inner, columns))
            .addInput(matrix("x", inner))
            .addOutput(matrix("y", columns))
            .addInitializer(weight)
            .addNode(product)
            .build();
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static OnnxMl.ValueInfoProto matrix(String name, int columns) {
    OnnxMl.TensorShapeProto shape =
        OnnxMl.TensorShapeProto.newBuilder()
            .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
            .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(columns))
            .build();
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape)))
        .build();
  }
}
