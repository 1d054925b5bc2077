package org.llmrec.encode.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.EncoderManifest;

/**
 * A transformer in ONNX Runtime. One session serves all threads; each call computes on the calling
 * thread alone, so that threads times processors is what the options say. Thread-safe.
 */
public final class OrtModel implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final boolean takesTypes;
  private final int width;
  private final Pooler pooler;

  private OrtModel(
      OrtEnvironment environment,
      OrtSession session,
      boolean takesTypes,
      EncoderManifest manifest) {
    this.environment = environment;
    this.session = session;
    this.takesTypes = takesTypes;
    this.width = manifest.width();
    this.pooler = Pooler.of(manifest);
  }

  /**
   * Opens a verified model by its path.
   *
   * @throws org.llmrec.core.error.ConfigException if its inputs and outputs are not what we know
   * @throws LlmrecException if ONNX Runtime cannot load it, or cannot be loaded itself
   */
  public static OrtModel open(Path file, EncoderManifest manifest) {
    OrtEnvironment environment;
    try {
      environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
    } catch (OrtException | LinkageError e) {
      throw new LlmrecException(
          "ONNX Runtime's native library cannot be unpacked into java.io.tmpdir and loaded: "
              + e.getMessage(),
          e);
    }
    OrtSession session = null;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setInterOpNumThreads(1);
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      // A pattern is kept per input shape, and ours hardly ever come twice.
      options.setMemoryPatternOptimization(false);
      session = environment.createSession(file.toString(), options);
      boolean takesTypes =
          Graph.check(file, session.getInputInfo(), session.getOutputInfo(), manifest.width());
      return new OrtModel(environment, session, takesTypes, manifest);
    } catch (OrtException e) {
      close(session);
      throw new LlmrecException(file + ": ONNX Runtime cannot load it: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      close(session);
      throw e;
    }
  }

  /**
   * Computes one batch.
   *
   * @param batch the texts' numbers, the longest first
   * @param vectors where each text's vector goes, under its number
   */
  public void encode(Slots.Slot slot, TokenisedTexts texts, int[] batch, float[][] vectors) {
    int length = texts.ids(batch[0]).length;
    fill(slot, texts, batch, length);
    long[] shape = {batch.length, length};
    try (OnnxTensor ids = OnnxTensor.createTensor(environment, slot.ids, shape);
        OnnxTensor mask = OnnxTensor.createTensor(environment, slot.mask, shape);
        OnnxTensor types = OnnxTensor.createTensor(environment, slot.types, shape);
        OnnxTensor hidden =
            OnnxTensor.createTensor(
                environment, slot.hidden, new long[] {batch.length, length, width})) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put(Graph.IDS, ids);
      inputs.put(Graph.MASK, mask);
      if (takesTypes) {
        inputs.put(Graph.TYPES, types);
      }
      session.run(inputs, Map.of(Graph.HIDDEN, hidden)).close();
    } catch (OrtException e) {
      throw new LlmrecException("the encoder's model failed: " + e.getMessage(), e);
    }
    for (int row = 0; row < batch.length; row++) {
      int text = batch[row];
      vectors[text] = pooler.pool(slot.hidden, row * length, texts.ids(text).length);
    }
  }

  private void fill(Slots.Slot slot, TokenisedTexts texts, int[] batch, int length) {
    int pieces = batch.length * length;
    slot.ids.clear().limit(pieces);
    slot.mask.clear().limit(pieces);
    slot.types.clear().limit(pieces);
    slot.hidden.clear().limit(pieces * width);
    for (int row = 0; row < batch.length; row++) {
      long[] ids = texts.ids(batch[row]);
      int start = row * length;
      slot.ids.put(start, ids);
      for (int i = 0; i < length; i++) {
        slot.mask.put(start + i, i < ids.length ? 1 : 0);
      }
      for (int i = ids.length; i < length; i++) {
        slot.ids.put(start + i, 0);
      }
    }
  }

  @Override
  public void close() {
    close(session);
  }

  private static void close(OrtSession session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new LlmrecException("the encoder's model cannot be closed: " + e.getMessage(), e);
    }
  }
}
