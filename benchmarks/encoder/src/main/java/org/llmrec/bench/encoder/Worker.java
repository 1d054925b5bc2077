package org.llmrec.bench.encoder;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.llmrec.core.json.Json;

/** The process of an arm in Java: loads, warms up, measures one pass. */
final class Worker {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Worker() {}

  /**
   * What the process is given.
   *
   * @param pieces word pieces of each text
   */
  record Request(Job job, int[] pieces) {}

  /** The argument is a file with a {@link Request}. */
  public static void main(String[] arguments) throws Exception {
    Request request = Json.read(Path.of(arguments[0]), Request.class);
    Job job = request.job();
    Measured measured =
        job.arm().equals("gemm-onnxruntime")
            ? Gemm.measure(job.processors())
            : measure(job, request.pieces());
    Json.write(Path.of(job.result()), measured);
    // Native libraries keep threads that would hold the process.
    System.exit(0);
  }

  private static Pass open(Job job) throws Exception {
    return switch (job.arm()) {
      case "ours" -> OursPass.open(job);
      case "langchain4j" -> LangChainPass.open(job);
      case "djl" -> DjlPass.open(job, false);
      case "djl-sorted" -> DjlPass.open(job, true);
      default -> throw new IllegalArgumentException("no such arm: " + job.arm());
    };
  }

  private static Measured measure(Job job, int[] pieces) throws Exception {
    List<String> texts = Arrays.asList(Json.read(Path.of(job.texts()), String[].class));
    try (Pass pass = open(job)) {
      pass.encode(texts.subList(0, job.warm()));
      System.gc();
      double cpu = cpuSeconds();
      long begun = System.nanoTime();
      float[][] vectors = pass.encode(texts);
      double seconds = (System.nanoTime() - begun) / 1e9;
      cpu = cpuSeconds() - cpu;
      write(vectors, Path.of(job.vectors()));
      OptionalLong computed = pass.computedPieces(pieces);
      return new Measured(
          seconds, cpu, computed.isPresent() ? computed.getAsLong() : null, null, pass.versions());
    }
  }

  /** All processors' time that this process took. */
  static double cpuSeconds() {
    return SYSTEM.getProcessCpuTime() / 1e9;
  }

  private static void write(float[][] vectors, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (float[] vector : vectors) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(vector);
        out.write(bytes.array());
      }
    }
  }
}
