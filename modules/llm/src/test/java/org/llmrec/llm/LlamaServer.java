package org.llmrec.llm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.llmrec.core.json.Json;

/**
 * llama.cpp's own server with a real model, started for a test on a free port of the loopback
 * interface. It ends with {@link #close}, and when the test's process does.
 *
 * <pre>{@code
 * try (LlamaServer server = LlamaServer.start(SmallModel.gguf(), SmallModel.python())) {
 *   // ... base-url: server.url() ...
 * }
 * }</pre>
 */
public final class LlamaServer implements AutoCloseable {
  private static final String SCRIPT = "llama_server.py";
  private static final int THREADS = 2;
  private static final int CONTEXT = 4096;

  private final Process process;
  private final Path folder;
  private final URI url;

  private LlamaServer(Process process, Path folder, URI url) {
    this.process = Objects.requireNonNull(process, "process");
    this.folder = folder;
    this.url = url;
  }

  /**
   * Starts one and waits until it answers.
   *
   * @throws IOException if it does not come up; with what it said
   */
  public static LlamaServer start(Path gguf, String python) throws IOException {
    Path folder = Files.createTempDirectory("llama-server");
    Path script = folder.resolve(SCRIPT);
    Path log = folder.resolve("log");
    try (InputStream in = LlamaServer.class.getResourceAsStream(SCRIPT)) {
      Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            python,
            script.toString(),
            gguf.toString(),
            Integer.toString(THREADS),
            Integer.toString(CONTEXT));
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    builder.environment().put("GOMP_SPINCOUNT", "0");
    Process process = builder.redirectError(log.toFile()).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      String said = Files.readString(log, StandardCharsets.ISO_8859_1);
      delete(folder);
      throw new IOException("the server did not come up: " + said);
    }
    String address = Json.mapper().readTree(line).path("address").asText();
    return new LlamaServer(process, folder, URI.create(address + "/v1"));
  }

  /** Up to and with {@code /v1}. */
  public URI url() {
    return url;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
    try {
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(SCRIPT));
    Files.deleteIfExists(folder.resolve("log"));
    Files.deleteIfExists(folder);
  }
}
