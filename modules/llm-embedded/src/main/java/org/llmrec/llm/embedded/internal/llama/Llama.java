package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Native;
import java.lang.ref.Reference;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.MachineCode;

/**
 * The library, loaded and found to be laid out as we think. One per process, to be kept for as long
 * as anything of it is used.
 */
public final class Llama {
  private static final int ERROR = 4;

  private final LlamaLibrary c;
  // Once collected it would be called all the same, and the process would crash.
  private final LlamaLibrary.Log log;

  private Llama(LlamaLibrary c, LlamaLibrary.Log log) {
    this.c = c;
    this.log = log;
  }

  /** Takes what the library calls an error, a line at a time. */
  @FunctionalInterface
  public interface Errors {
    /** One message. */
    void error(String text);
  }

  /**
   * Loads it.
   *
   * @param library the file, whose bytes somebody has checked
   * @throws ConfigException if the system cannot load it, or if its structures are laid out in
   *     another way than ours
   */
  public static Llama load(Path library, Errors errors) {
    LlamaLibrary c;
    try {
      c = Native.load(library.toAbsolutePath().toString(), LlamaLibrary.class);
    } catch (UnsatisfiedLinkError e) {
      throw new ConfigException(
          MachineCode.NATIVE_MISSING,
          "embedded: the system cannot load llama.cpp: "
              + e.getMessage()
              + "; on Linux it needs libgomp.so.1 (Debian: libgomp1) and libstdc++.so.6",
          e);
    }
    LlamaLibrary.Log log =
        (level, text, data) -> {
          if (level == ERROR) {
            errors.error(text.strip());
          }
        };
    c.llama_log_set(log, null);
    c.llama_backend_init();
    check("llama_model_params", ModelParams.EXPECTED, c.llama_model_default_params().seen());
    check("llama_context_params", ContextParams.EXPECTED, c.llama_context_default_params().seen());
    return new Llama(c, log);
  }

  private static void check(String structure, String expected, String found) {
    if (!found.equals(expected)) {
      throw new ConfigException(
          MachineCode.CLASS_PATH,
          "embedded: expected the defaults of "
              + structure
              + " to be "
              + expected
              + ", found "
              + found
              + "; this is not the build of llama.cpp (b4916) that the program was made for");
    }
  }

  /** Its functions; for as long as this object is reachable. */
  LlamaLibrary c() {
    try {
      return c;
    } finally {
      Reference.reachabilityFence(log);
    }
  }
}
