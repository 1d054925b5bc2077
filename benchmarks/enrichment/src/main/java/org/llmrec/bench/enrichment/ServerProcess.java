package org.llmrec.bench.enrichment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;

/** The server, in a process of its own so that its work and its memory are not the job's. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader said;
  private final String url;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    url = said.readLine();
  }

  /** Answers every call after so many milliseconds. */
  static ServerProcess start(int latencyMillis) throws IOException {
    return new ServerProcess(
        Java.command(256, ServerProcess.class, Integer.toString(latencyMillis))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  String url() {
    return url;
  }

  /** How many calls came since it was asked last. */
  long calls() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return Long.parseLong(said.readLine());
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
  }

  /** The other process: says its URL, and at every line how many calls came since the last. */
  public static void main(String[] arguments) throws IOException {
    try (FakeServer server =
        FakeServer.start()
            .totalsOnly()
            .latency(Duration.ofMillis(Integer.parseInt(arguments[0])))
            .answering(call -> FakeReply.ok(Catalogue.ANSWER))) {
      System.out.println(server.url());
      long before = 0;
      while (System.in.read() >= 0) {
        long now = server.callCount();
        System.out.println(now - before);
        before = now;
      }
    }
  }

  /** Starts Java with our class path. */
  static final class Java {
    private Java() {}

    static ProcessBuilder command(int heapMib, Class<?> main, String... arguments) {
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx" + heapMib + "m",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              main.getName());
      builder.command().addAll(List.of(arguments));
      return builder;
    }
  }
}
