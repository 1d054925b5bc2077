package org.llmrec.cli.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.llmrec.core.json.Json;

/** Runs commands as a person would, in this process or in one that can be killed. */
public final class Cli {
  private static final Path ROOT = Path.of(System.getProperty("llmrec.root"));

  private Cli() {}

  /**
   * What a command left behind.
   *
   * @param code its exit code
   * @param out what it wrote to standard output
   * @param err what it wrote to standard error
   */
  public record Result(int code, String out, String err) {
    /** Standard output as JSON. */
    public JsonNode json() {
      try {
        return Json.mapper().readTree(out);
      } catch (IOException e) {
        throw new UncheckedIOException(out, e);
      }
    }

    @Override
    public String toString() {
      return "exit " + code + "\n--- out\n" + out + "\n--- err\n" + err;
    }
  }

  /** Our own sample. */
  public static Path sample(String file) {
    return ROOT.resolve("data").resolve("sample").resolve(file);
  }

  /** Real movies beside the repository; may be absent. */
  public static Path movies(String file) {
    return ROOT.resolveSibling("shared").resolve("data/movielens-small").resolve(file);
  }

  /** In this process. */
  public static Result run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
    int code = Llmrec.run(terminal, words(arguments).toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

  /** In a process of its own, whose output goes to {@code log}. */
  public static Process start(Path log, Object... arguments) throws IOException {
    return start(Map.of(), log, arguments);
  }

  /** The same with more variables in its environment. */
  public static Process start(Map<String, String> environment, Path log, Object... arguments)
      throws IOException {
    List<String> command = command(arguments);
    Files.createDirectories(log.toAbsolutePath().getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /**
   * In a process of its own, none of whose files may grow beyond so many blocks of 512 or 1,024
   * bytes. What it wrote to standard error is among its output.
   */
  public static Result limited(int blocks, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("/bin/sh", "-c", "ulimit -f $0 && exec \"$@\"", Integer.toString(blocks)));
    command.addAll(command(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, "");
  }

  private static List<String> command(Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Xmx1g",
            // Its file would be limited too, where files are.
            "-XX:-UsePerfData",
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-Dllmrec.home=" + ROOT,
            "-cp",
            System.getProperty("java.class.path"),
            "org.llmrec.cli.Main"));
    command.addAll(words(arguments));
    return command;
  }

  private static List<String> words(Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return words;
  }
}
