package org.llmrec.core.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Small workspaces to read and damage. */
final class Samples {
  private Samples() {}

  /** A stage's output of one file, {@code data.txt}. */
  static StageEntry output(Path workspace, String stage, int key, String text) throws IOException {
    String hex = String.format(Locale.ROOT, "%016x", key);
    Path folder = workspace.resolve(StageEntry.folder(stage, hex));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("data.txt"), text);
    return StageEntry.scan(workspace, stage, hex);
  }

  /** Publishes a generation of one stage, {@code import}. */
  static String publish(Path workspace, int key) throws IOException {
    return GenerationStore.publish(
        workspace, Map.of("import", output(workspace, "import", key, "text " + key)));
  }
}
