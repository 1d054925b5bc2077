package org.llmrec.llm.embedded.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.llmrec.llm.embedded.internal.child.EngineMain;

/**
 * How the engine's process is started: by the Java of this one, with the few jars it needs.
 *
 * @param main the class to run
 */
public record EngineCommand(Class<?> main) {
  /** The real one. */
  public static final EngineCommand LLAMA = new EngineCommand(EngineMain.class);

  // These would be meant for this process: a debugger's port, an agent, a large heap.
  private static final List<String> NOT_INHERITED =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH");

  /** Checks for null. */
  public EngineCommand {
    Objects.requireNonNull(main, "main");
  }

  /**
   * Starts it.
   *
   * @param scratch a folder of its own, for native libraries
   */
  Process start(Path scratch) throws IOException {
    Path empty = Files.createDirectory(scratch.resolve("jar"));
    // The class path goes by a variable: a command line is open to all, and limited.
    ProcessBuilder builder =
        new ProcessBuilder(
            java().toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + nowhere(scratch),
            "-Dfile.encoding=UTF-8",
            "-Djna.tmpdir=" + scratch,
            "-Djava.io.tmpdir=" + scratch,
            // Loading the jar's own class deletes files with "llama" at the front of their name
            // there.
            "-Dde.kherud.llama.tmpdir=" + empty,
            "-Dde.kherud.llama.lib.path=" + scratch,
            main.getName());
    Map<String, String> environment = builder.environment();
    NOT_INHERITED.forEach(environment::remove);
    environment.put("CLASSPATH", ClassPath.needed(List.of(main)));
    // Waiting threads that spin take the cores from those that work: 40 times slower when busy.
    environment.put("OMP_WAIT_POLICY", "PASSIVE");
    environment.put("GOMP_SPINCOUNT", "0");
    return builder.start();
  }

  /** The few lines on a crash that go to the errors' stream are enough. */
  private static Path nowhere(Path scratch) {
    Path device = Path.of("/dev/null");
    return Files.exists(device) ? device : scratch.resolve("crash.log");
  }

  private static Path java() {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    for (String name : List.of("java", "java.exe")) {
      if (Files.isExecutable(bin.resolve(name))) {
        return bin.resolve(name);
      }
    }
    return ProcessHandle.current().info().command().map(Path::of).orElse(Path.of("java"));
  }
}
