package org.llmrec.llm.embedded.internal.child;

import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.embedded.internal.llama.Llama;
import org.llmrec.llm.embedded.internal.llama.NativeLibrary;

/** Loads the library that lies in this process's temp folder, and opens no model. */
public final class LoadMain {
  private static final int FAILED = 3;

  private LoadMain() {}

  /** Ends with 0, or says on the errors' stream why not; halted as {@link EngineMain} is. */
  public static void main(String[] arguments) {
    try {
      Path folder = Path.of(System.getProperty("java.io.tmpdir"));
      Llama.load(folder.resolve(NativeLibrary.here().fileName()), System.err::println);
      Runtime.getRuntime().halt(0);
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      Runtime.getRuntime().halt(FAILED);
    }
  }
}
