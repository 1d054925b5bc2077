package org.llmrec.llm.embedded;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.llm.CompletionRequest;

/** A caller that is killed leaves neither process nor files. */
class KilledCallerTest {
  @TempDir Path folder;

  /** Opens a model, and says the engine's number and its folder. */
  static final class Caller {
    public static void main(String[] arguments) throws Exception {
      EmbeddedModel model = Fakes.open(Path.of(arguments[0]));
      String temp = model.complete(CompletionRequest.of("temp", 10)).text();
      Files.writeString(Path.of(arguments[1]), temp);
      try (var out = new PrintStream(new FileOutputStream(FileDescriptor.out))) {
        out.println(model.enginePid());
        out.flush();
        new CountDownLatch(1).await();
      }
    }
  }

  @Test
  void theEngineEndsWithItsCaller() throws Exception {
    Path temp = folder.resolve("temp");
    Process caller = start(Fakes.gguf(folder, "m.gguf"), temp);
    ProcessHandle engine;
    try (BufferedReader out = caller.inputReader()) {
      String pid = out.readLine();
      assertTrue(pid != null, "the caller failed");
      engine = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    } finally {
      caller.destroyForcibly();
    }
    engine.onExit().get(2, TimeUnit.MINUTES);
    assertFalse(Files.exists(Path.of(Files.readString(temp))));
  }

  private static Process start(Path file, Path temp) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            Caller.class.getName(),
            file.toString(),
            temp.toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
