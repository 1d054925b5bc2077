package org.llmrec.llm.embedded.internal.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.llm.embedded.internal.child.LoadMain;
import org.llmrec.llm.embedded.internal.llama.NativeLibrary;
import org.llmrec.llm.embedded.internal.wire.Scratch;

/**
 * Whether the engine's process could load its library here. Never in this process: beside the
 * native libraries of others, llama.cpp has been seen to damage the heap.
 */
public final class LibraryTrial {
  private static final long SECONDS = 60;

  private LibraryTrial() {}

  /**
   * Unpacks the library, compares it with its hash, and has a process load it.
   *
   * @return what was loaded, in words
   * @throws ConfigException if there is none for this machine, or it cannot be loaded
   * @throws CorruptFileException if its bytes are others
   * @throws IOException if the disk fails or no process can be started
   */
  public static String run() throws IOException {
    Scratch scratch = Scratch.make();
    try {
      NativeLibrary library = NativeLibrary.here();
      library.extractTo(scratch.folder());
      load(new EngineCommand(LoadMain.class).start(scratch.folder()));
      return "llama.cpp b4916, " + library.fileName() + " has its hash and loads";
    } finally {
      scratch.delete();
    }
  }

  private static void load(Process process) throws IOException {
    try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      Tail tail = new Tail();
      if (ended) {
        errors.lines().forEach(tail::add);
      } else {
        process.destroyForcibly();
      }
      if (!ended || process.exitValue() != 0) {
        throw new ConfigException(
            MachineCode.NATIVE_MISSING,
            "embedded: expected a process that loads llama.cpp, found one that "
                + (ended ? "ended with " + process.exitValue() : "did not within a minute")
                + (tail.text().isEmpty() ? "" : ", after: " + tail.text()));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED, "interrupted while llama.cpp was loaded", e);
    }
  }
}
