package org.llmrec.llm.embedded.internal.child;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.llmrec.llm.embedded.internal.wire.Scratch;

/** The engine's process. Not for people: it speaks with {@code EmbeddedModel}. */
public final class EngineMain {
  private static final int FAILED = 3;

  private EngineMain() {}

  /** Takes no arguments; all comes over standard input, and the end of it is the end. */
  public static void main(String[] arguments) {
    run(errors -> order -> LlamaEngine.open(order, errors::println));
  }

  /** Opens an engine that complains to a stream. */
  public interface Complaining {
    /** One that does. */
    Engine.Opener to(PrintStream errors);
  }

  /**
   * Runs a loop over this process' streams, and ends the process. It is halted rather than left to
   * end by itself: llama.cpp keeps threads, and its library has been seen to hang on unloading.
   */
  public static void run(Complaining opener) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    PrintStream errors =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    // What libraries print must not get between the reports.
    System.setOut(errors);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          complain(thrown, errors);
          Runtime.getRuntime().halt(FAILED);
        });
    try {
      new EngineLoop(out, opener.to(errors)).run(new FileInputStream(FileDescriptor.in));
      // The caller may be dead, and the model not loaded yet.
      Scratch.ofThisProcess().ifPresent(Scratch::delete);
      Runtime.getRuntime().halt(0);
    } catch (IOException e) {
      complain(e, errors);
      Runtime.getRuntime().halt(FAILED);
    }
  }

  /** A line for each cause: the caller keeps the last few lines only. */
  private static void complain(Throwable thrown, PrintStream errors) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      errors.println(t);
    }
  }
}
