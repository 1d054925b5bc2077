package org.llmrec.bench.ranker;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.llmrec.rank.mlp.Mlp;
import org.llmrec.rank.mlp.MlpInput;
import org.llmrec.rank.mlp.OnnxMlp;

/** ONNX Runtime on one thread; users and items lie side by side in its own memory beforehand. */
final class Onnx implements AutoCloseable {
  private final OrtSession.SessionOptions options = new OrtSession.SessionOptions();
  private final OrtSession session;
  private final OnnxTensor in;
  private final OnnxTensor out;

  Onnx(Mlp mlp, float[] user, float[] items, int[] ordinals) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    // Nothing split off: all of the input is the item's.
    session = environment.createSession(OnnxMlp.bytes(mlp, new MlpInput(0, mlp.in(), 0)), options);
    int width = mlp.in() - user.length;
    FloatBuffer rows = direct((long) ordinals.length * mlp.in());
    for (int ordinal : ordinals) {
      rows.put(user).put(items, ordinal * width, width);
    }
    in = OnnxTensor.createTensor(environment, rows.flip(), new long[] {ordinals.length, mlp.in()});
    out =
        OnnxTensor.createTensor(environment, direct(ordinals.length), new long[] {ordinals.length});
  }

  Object run() throws OrtException {
    session.run(Map.of("items", in), Map.of("scores", out)).close();
    return out;
  }

  float[] scores() throws OrtException {
    run();
    return (float[]) out.getValue();
  }

  private static FloatBuffer direct(long floats) {
    return ByteBuffer.allocateDirect(Math.toIntExact(floats * Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public void close() throws OrtException {
    in.close();
    out.close();
    session.close();
    options.close();
  }
}
