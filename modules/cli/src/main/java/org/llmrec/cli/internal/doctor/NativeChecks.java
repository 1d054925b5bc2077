package org.llmrec.cli.internal.doctor;

import ai.djl.engine.Engine;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.llmrec.llm.LanguageModels;
import org.llmrec.train.blas.Blas;
import org.sqlite.SQLiteJDBCLoader;

/** Libraries in machine code: each is loaded, and does a little. */
final class NativeChecks {
  private static final String TELEMETRY = "ORT_DISABLE_TELEMETRY";

  /** ONNX Runtime 1.29's telemetry copies the command line of its process into 4 kB. */
  private static final int LONGEST_COMMAND_LINE = 4000;

  private NativeChecks() {}

  static List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    Finding telemetry = telemetry(System.getenv(), commandLine());
    findings.add(telemetry);
    if (telemetry.state() != Finding.State.FAIL) {
      findings.add(Finding.of("onnxruntime", NativeChecks::onnxRuntime));
    }
    findings.add(Finding.of("tokenizers", NativeChecks::tokenizers));
    findings.add(
        Finding.of(
            "pytorch",
            what -> Finding.ok(what, Engine.getEngine("PyTorch").getVersion() + ", CPU")));
    findings.add(Finding.of("openblas", NativeChecks::openBlas));
    findings.add(Finding.of("xgboost", NativeChecks::xgboost));
    findings.add(Finding.of("sqlite", NativeChecks::sqlite));
    for (String kind : LanguageModels.kinds()) {
      findings.add(Finding.of("llm " + kind, what -> languageModel(what, kind)));
    }
    return findings;
  }

  /**
   * Whether ONNX Runtime may be loaded at all: it would take the Java machine down.
   *
   * @param commandLine how long this process's is, in bytes
   */
  static Finding telemetry(Map<String, String> environment, int commandLine) {
    boolean off = "1".equals(environment.get(TELEMETRY));
    String text = "command line of " + commandLine + " bytes, " + TELEMETRY;
    if (off) {
      return Finding.ok("telemetry", text + "=1");
    }
    String advice =
        "Set " + TELEMETRY + "=1, or pass the class path as CLASSPATH rather than after -cp.";
    return commandLine < LONGEST_COMMAND_LINE
        ? Finding.warn("telemetry", text + " not set: ONNX Runtime may send telemetry", advice)
        : Finding.fail(
            "telemetry", text + " not set: loading ONNX Runtime would end this process", advice);
  }

  private static int commandLine() {
    try {
      return Files.readAllBytes(Path.of("/proc/self/cmdline")).length;
    } catch (IOException e) {
      // Another system than Linux: as much as Java says of itself.
      return ProcessHandle.current().info().commandLine().map(String::length).orElse(0);
    }
  }

  private static Finding onnxRuntime(String what) {
    return Finding.ok(
        what,
        OrtEnvironment.getEnvironment().getVersion()
            + ", providers "
            + OrtEnvironment.getAvailableProviders());
  }

  private static Finding tokenizers(String what) throws URISyntaxException {
    LibUtils.checkStatus();
    return Finding.ok(what, jar(LibUtils.class));
  }

  private static Finding openBlas(String what) {
    float[] product = new float[1];
    Blas.gemm(false, false, 1, 1, 1, 1f, new float[] {2}, new float[] {3}, 0f, product);
    return product[0] == 6f
        ? Finding.ok(what, "multiplies")
        : Finding.fail(what, "expected 2 x 3 = 6, found " + product[0], "Report it.");
  }

  private static Finding xgboost(String what) throws Exception {
    DMatrix matrix = new DMatrix(new float[] {1f}, 1, 1, Float.NaN);
    try {
      return Finding.ok(what, jar(DMatrix.class) + ", takes " + matrix.rowNum() + " row");
    } finally {
      matrix.dispose();
    }
  }

  private static Finding sqlite(String what) throws Exception {
    SQLiteJDBCLoader.initialize();
    String version = SQLiteJDBCLoader.getVersion();
    return SQLiteJDBCLoader.isNativeMode()
        ? Finding.ok(what, "version " + version)
        : Finding.fail(what, version + " is not native", "Give Java a writable temporary folder.");
  }

  private static Finding languageModel(String what, String kind) throws Exception {
    return Finding.ok(what, LanguageModels.readiness(kind));
  }

  /** The jar that carries it has the version in its name. */
  private static String jar(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
        .getFileName()
        .toString();
  }
}
