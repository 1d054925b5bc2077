package org.llmrec.bench.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.graph.GraphFusion;

/** Runs arms, each in a process of its own, over files in a folder. */
final class Runner {
  static final int MAX_TOKENS = 256;
  private static final Path SCRIPT = Path.of("src/main/python/peers.py");
  private static final long LONGEST_MINUTES = 30;

  private final Path folder;
  private final Settings settings;
  private Texts texts;

  /**
   * What came of one arm in one round.
   *
   * @param measured null if it could not run
   * @param vectors null if there are none
   * @param absent why it could not run
   */
  record Outcome(Measured measured, float[][] vectors, String absent) {}

  private Runner(Path folder, Settings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** Lays out the model and the texts. */
  static Runner in(Path folder, Settings settings) throws IOException {
    Runner runner = new Runner(folder, settings);
    EncoderModels.copyFromClasspath(Arm.FLOAT_MODEL, runner.model(Arm.FLOAT_MODEL));
    runner.unboundTokenizer();
    runner.texts = Texts.read(settings.texts(), runner.tokenizer(), MAX_TOKENS, settings.count());
    Json.write(runner.folder.resolve("texts.json"), runner.texts.texts());
    return runner;
  }

  Texts texts() {
    return texts;
  }

  private Path model(String name) {
    return folder.resolve(name);
  }

  private Path tokenizer() {
    return folder.resolve("tokenizer.json");
  }

  /**
   * The model's tokenizer file cuts off at 128 pieces and pads to them, and some peers do what it
   * says; the one that all peers get cuts off where the model does, and does not pad.
   */
  private void unboundTokenizer() throws IOException {
    Path own = model(Arm.FLOAT_MODEL).resolve(EncoderManifest.TOKENIZER);
    JsonNode tokenizer = Json.mapper().readTree(own.toFile());
    ((ObjectNode) tokenizer.get("truncation")).put("max_length", MAX_TOKENS);
    ((ObjectNode) tokenizer).putNull("padding");
    Json.mapper().writeValue(tokenizer().toFile(), tokenizer);
  }

  /** Measures one arm once. */
  Outcome run(Arm arm) throws IOException, InterruptedException {
    Path request = folder.resolve("request.json");
    Path result = folder.resolve("result.json");
    Path vectors = folder.resolve("vectors.f32");
    Path said = folder.resolve("said.txt");
    Files.deleteIfExists(result);
    Files.deleteIfExists(vectors);
    Job job =
        new Job(
            arm.what(),
            folder.resolve("texts.json").toString(),
            Math.min(settings.warm(), texts.texts().size()),
            modelOf(arm).toString(),
            tokenizer().toString(),
            MAX_TOKENS,
            Runtime.getRuntime().availableProcessors(),
            vectors.toString(),
            result.toString());
    Json.write(request, new Worker.Request(job, texts.pieces()));
    String failed = start(arm, request, said);
    if (failed != null) {
      return new Outcome(null, null, failed);
    }
    float[][] computed = arm.kind().peak() ? null : Vectors.read(vectors, texts.texts().size());
    return new Outcome(Json.read(result, Measured.class), computed, null);
  }

  private Path modelOf(Arm arm) throws IOException {
    if (arm.model().isEmpty()) {
      return model(Arm.FLOAT_MODEL).resolve(EncoderManifest.MODEL);
    }
    if (arm.model().equals(Arm.FUSED_MODEL)) {
      Path folder = model("fused");
      EncoderModels.copyFromClasspath(Arm.FLOAT_MODEL, folder);
      GraphFusion.Outcome outcome = GraphFusion.fuse(folder);
      if (outcome.refused().isPresent()) {
        throw new IllegalStateException("the graph was not fused: " + outcome.refused().get());
      }
      return folder;
    }
    if (!EncoderModels.names().contains(arm.model())) {
      return Path.of(arm.model()).toAbsolutePath();
    }
    EncoderModels.copyFromClasspath(arm.model(), model(arm.model()));
    return model(arm.model());
  }

  /** Why it failed, or null. */
  private String start(Arm arm, Path request, Path said) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(arm.kind().python() ? python(request) : java(request));
    Map<String, String> environment = builder.environment();
    // ONNX Runtime's telemetry cannot stand a long command line: hence the class path here, too.
    environment.put("CLASSPATH", System.getProperty("java.class.path"));
    environment.put("ORT_DISABLE_TELEMETRY", "1");
    environment.put("HF_HUB_OFFLINE", "1");
    environment.put("OPT_OUT_TRACKING", "true");
    builder.redirectErrorStream(true).redirectOutput(said.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      System.err.println(e.getMessage());
      // Results are for others to read: a path of this machine has no place in them.
      return "its interpreter cannot be started; see LLMREC_PYTHON";
    }
    if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return "took longer than " + LONGEST_MINUTES + " minutes";
    }
    if (process.exitValue() == 0) {
      return null;
    }
    List<String> lines = Files.readAllLines(said).stream().filter(l -> !l.isBlank()).toList();
    lines.forEach(System.err::println);
    String reason =
        lines.stream()
            .filter(line -> line.startsWith("Exception in thread"))
            .findFirst()
            .orElse(lines.isEmpty() ? "no message" : lines.get(lines.size() - 1));
    return "exit code " + process.exitValue() + ": " + reason;
  }

  private List<String> python(Path request) {
    return List.of(settings.python(), SCRIPT.toString(), request.toString());
  }

  private static List<String> java(Path request) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx2g",
        "--enable-native-access=ALL-UNNAMED",
        "-Dai.djl.offline=true",
        Worker.class.getName(),
        request.toString());
  }
}
