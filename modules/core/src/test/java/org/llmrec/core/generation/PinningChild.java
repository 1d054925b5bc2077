package org.llmrec.core.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another process: pins the current generation, says so, and reads it when told to go on. */
final class PinningChild {
  private PinningChild() {}

  /** Arguments: the workspace; writes its id to the file {@code pinned} beside it. */
  public static void main(String[] arguments) throws IOException {
    Path workspace = Path.of(arguments[0]);
    try (Generation generation = Generation.pinCurrent(workspace)) {
      Files.writeString(workspace.resolveSibling("pinned.tmp"), generation.id());
      Files.move(workspace.resolveSibling("pinned.tmp"), workspace.resolveSibling("pinned"));
      if (System.in.read() >= 0) {
        generation.verify();
        Files.writeString(
            workspace.resolveSibling("read"),
            Files.readString(generation.file("import", "data.txt")));
      }
    }
  }
}
