package org.llmrec.encode.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderPlan;
import org.llmrec.encode.Placement;

/**
 * A transformer in ONNX Runtime. One session serves all threads; each call computes on the calling
 * thread alone or on the device, so that as many processors are busy as the plan has workers.
 * Thread-safe.
 */
public final class OrtModel implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final boolean takesTypes;
  private final int width;
  private final Pooler pooler;
  private final Device device;
  private final Optional<String> fellBack;

  private OrtModel(
      OrtEnvironment environment,
      OrtSession session,
      boolean takesTypes,
      EncoderManifest manifest,
      Device device,
      Optional<String> fellBack) {
    this.environment = environment;
    this.session = session;
    this.takesTypes = takesTypes;
    this.width = manifest.width();
    this.pooler = Pooler.of(manifest);
    this.device = device;
    this.fellBack = fellBack;
  }

  /**
   * Opens a verified model by its path.
   *
   * @throws ConfigException if its inputs and outputs are not what we know, or the device cannot be
   *     had and is not only preferred
   * @throws LlmrecException if ONNX Runtime cannot load it, or cannot be loaded itself
   */
  public static OrtModel open(Path file, EncoderManifest manifest, Device wanted) {
    OrtEnvironment environment = environment();
    if (!(wanted instanceof Device.Preferred preferred)) {
      OrtSession session = session(environment, file, wanted);
      return open(environment, session, file, manifest, wanted, Optional.empty());
    }
    Device device = preferred.device();
    Optional<String> fellBack = Optional.empty();
    OrtSession session;
    try {
      session = session(environment, file, device);
    } catch (ConfigException e) {
      device = Device.cpu();
      session = session(environment, file, device);
      fellBack = Optional.of("computing on the cpu instead: " + e.getMessage());
    }
    return open(environment, session, file, manifest, device, fellBack);
  }

  private static OrtEnvironment environment() {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      return environment;
    } catch (OrtException | LinkageError e) {
      throw new LlmrecException(
          "ONNX Runtime's native library cannot be unpacked into java.io.tmpdir and loaded: "
              + e.getMessage(),
          e);
    }
  }

  private static OrtModel open(
      OrtEnvironment environment,
      OrtSession session,
      Path file,
      EncoderManifest manifest,
      Device device,
      Optional<String> fellBack) {
    try {
      boolean takesTypes =
          Graph.check(file, session.getInputInfo(), session.getOutputInfo(), manifest.width());
      return new OrtModel(environment, session, takesTypes, manifest, device, fellBack);
    } catch (OrtException e) {
      close(session);
      throw new LlmrecException(file + ": ONNX Runtime cannot load it: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      close(session);
      throw e;
    }
  }

  private static OrtSession session(OrtEnvironment environment, Path file, Device device) {
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
      Providers.add(device, options);
      OrtSession session = environment.createSession(file.toString(), options);
      NativeHandles.opened();
      return session;
    } catch (OrtException e) {
      if (device instanceof Device.Cpu || ofTheModel(e)) {
        throw new LlmrecException(file + ": ONNX Runtime cannot load it: " + e.getMessage(), e);
      }
      throw Providers.refused(device, e);
    }
  }

  private static boolean ofTheModel(OrtException e) {
    return switch (e.getCode()) {
      case ORT_NO_SUCHFILE, ORT_NO_MODEL, ORT_INVALID_PROTOBUF, ORT_INVALID_GRAPH -> true;
      default -> false;
    };
  }

  /** What it computes on; never one that is only preferred. */
  public Device device() {
    return device;
  }

  /** Where and how it computes, under a plan and with what else there is to say. */
  public Placement placement(EncoderPlan plan, List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    fellBack.ifPresent(why -> all.add(0, why));
    return new Placement(
        device, Providers.of(device).toString(), environment.getVersion(), plan, all);
  }

  /** The version of ONNX Runtime. */
  public String runtime() {
    return environment.getVersion();
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
    try (BatchTensors tensors = BatchTensors.over(environment, slot, shape, width)) {
      session.run(tensors.inputs(takesTypes), tensors.outputs()).close();
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
        NativeHandles.closed();
      }
    } catch (OrtException e) {
      throw new LlmrecException("the encoder's model cannot be closed: " + e.getMessage(), e);
    }
  }
}
