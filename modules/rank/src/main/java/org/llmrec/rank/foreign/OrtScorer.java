package org.llmrec.rank.foreign;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.RankerCode;

/**
 * A checked graph in ONNX Runtime: one session for all threads, each call on the calling thread
 * alone. Thread-safe, but for closing while a call is under way.
 */
final class OrtScorer implements AutoCloseable {
  private final String name;
  private final OrtEnvironment environment;
  private final OrtSession session;

  /**
   * What an input is fed with.
   *
   * @param rows how many
   * @param width of a row
   * @param values {@code [rows * width]}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Feed(int rows, int width, float[] values) {}

  private OrtScorer(String name, OrtEnvironment environment, OrtSession session) {
    this.name = name;
    this.environment = environment;
    this.session = session;
  }

  /**
   * Opens a verified file.
   *
   * @param name of the ranker, for messages
   * @throws LlmrecException if ONNX Runtime cannot load it, or is not there or cannot be loaded
   */
  static OrtScorer open(String name, Path file) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setInterOpNumThreads(1);
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      // A pattern is kept for each number of candidates, and those hardly ever come twice.
      options.setMemoryPatternOptimization(false);
      return new OrtScorer(name, environment, environment.createSession(file.toString(), options));
    } catch (OrtException e) {
      throw new LlmrecException(
          RankerCode.RANKER_FAILED, file + ": ONNX Runtime cannot load it: " + e.getMessage(), e);
    }
  }

  /**
   * Computes.
   *
   * @param feeds by input
   * @param output the graph's
   * @param column of the output
   * @param k how many scores there have to be
   * @return {@code [k]}, as the graph gives them
   * @throws LlmrecException if the graph fails, or gives another number of scores
   */
  float[] run(Map<String, Feed> feeds, String output, int column, int k) {
    List<OnnxTensor> tensors = new ArrayList<>();
    try {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      for (Map.Entry<String, Feed> entry : feeds.entrySet()) {
        Feed feed = entry.getValue();
        OnnxTensor tensor =
            OnnxTensor.createTensor(
                environment,
                FloatBuffer.wrap(feed.values()),
                new long[] {feed.rows(), feed.width()});
        tensors.add(tensor);
        inputs.put(entry.getKey(), tensor);
      }
      try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
        return scores(result, output, column, k);
      }
    } catch (OrtException e) {
      throw new LlmrecException(
          RankerCode.RANKER_FAILED,
          "the ranker " + name + " failed for " + k + " candidates: " + e.getMessage(),
          e);
    } finally {
      tensors.forEach(OnnxTensor::close);
    }
  }

  private float[] scores(OrtSession.Result result, String output, int column, int k) {
    if (result.get(0) instanceof OnnxTensor tensor) {
      TensorInfo info = tensor.getInfo();
      long[] shape = info.getShape();
      long width = shape.length == 2 ? shape[1] : 1;
      FloatBuffer values = tensor.getFloatBuffer();
      if ((shape.length == 1 || shape.length == 2)
          && shape[0] == k
          && column < width
          && values != null) {
        float[] scores = new float[k];
        for (int i = 0; i < k; i++) {
          scores[i] = values.get((int) (i * width + column));
        }
        return scores;
      }
    }
    throw new LlmrecException(
        RankerCode.RANKER_OUTPUT,
        "the ranker "
            + name
            + ": expected of its output "
            + output
            + " a score for each of "
            + k
            + " candidates, found "
            + result.get(0).getInfo());
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new LlmrecException(
          RankerCode.RANKER_FAILED,
          "the ranker " + name + " cannot be closed: " + e.getMessage(),
          e);
    }
  }
}
