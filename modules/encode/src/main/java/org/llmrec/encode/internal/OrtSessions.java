package org.llmrec.encode.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.encode.Device;

/**
 * Opens verified files in ONNX Runtime, whatever their graphs compute: each session on one device,
 * each call on the calling thread alone. Thread-safe.
 */
public final class OrtSessions {
  private OrtSessions() {}

  /** Compares a graph's inputs and outputs with what we feed and read. */
  @FunctionalInterface
  interface Check {
    /**
     * Compares them.
     *
     * @return whether the graph takes token types
     * @throws ConfigException listing what the graph does have
     */
    boolean takesTypes(Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs);
  }

  /**
   * A session that is open. Thread-safe.
   *
   * @param environment the process's one
   * @param session to be closed with {@link #close}, which keeps count
   */
  public record Opened(OrtEnvironment environment, OrtSession session) implements AutoCloseable {

    /**
     * Checks the graph, and closes the session if it is not what we know.
     *
     * @param file where it is from
     */
    boolean takesTypes(Path file, Check check) {
      try {
        return check.takesTypes(session.getInputInfo(), session.getOutputInfo());
      } catch (OrtException e) {
        close();
        throw cannotLoad(file, e);
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    /** The version of ONNX Runtime. */
    public String runtime() {
      return environment.getVersion();
    }

    @Override
    public void close() {
      try {
        session.close();
        NativeHandles.closed();
      } catch (OrtException e) {
        throw new LlmrecException(
            EncoderCode.MODEL_FAILED, "the encoder's model cannot be closed: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Opens a file.
   *
   * @param device one that is not only preferred; see {@link OnDevice}
   * @throws ConfigException if the device cannot be had
   * @throws LlmrecException if ONNX Runtime cannot load the file, or cannot be loaded itself
   */
  public static Opened open(Path file, Device device) {
    OrtEnvironment environment = environment();
    return new Opened(environment, session(environment, file, device));
  }

  /** The version of ONNX Runtime that is loaded. */
  public static String version() {
    return environment().getVersion();
  }

  /**
   * Has ONNX Runtime simplify a graph as far as it does for every processor alike, and write it.
   *
   * @param file a verified model
   * @param to a new file
   * @throws LlmrecException if it cannot
   */
  public static void simplify(Path file, Path to) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
      options.setIntraOpNumThreads(1);
      options.setOptimizedModelFilePath(to.toString());
      environment().createSession(file.toString(), options).close();
    } catch (OrtException e) {
      throw cannotLoad(file, e);
    }
  }

  /** What to throw when ONNX Runtime does not take a file. */
  static LlmrecException cannotLoad(Path file, OrtException e) {
    return new LlmrecException(
        EncoderCode.MODEL_FAILED, file + ": ONNX Runtime cannot load it: " + e.getMessage(), e);
  }

  private static OrtEnvironment environment() {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      return environment;
    } catch (OrtException | LinkageError e) {
      throw new LlmrecException(
          MachineCode.NATIVE_MISSING,
          "ONNX Runtime's native library cannot be unpacked into java.io.tmpdir and loaded: "
              + e.getMessage(),
          e);
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
        throw cannotLoad(file, e);
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
}
