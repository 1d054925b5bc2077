package org.llmrec.data.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.data.interaction.InteractionFiles;

/** From a split to its files, each whole or absent. */
final class SplitWriting {
  private SplitWriting() {}

  /** Writes what the file's name says. */
  static void file(Path file, ProtocolSplit split) throws IOException {
    String name = file.getFileName().toString();
    switch (name) {
      case SplitFiles.ITEMS -> ItemList.write(file, split.items());
      case SplitFiles.TRAIN -> InteractionFiles.write(file, split.parts().train());
      case SplitFiles.VALIDATION -> InteractionFiles.write(file, split.parts().validation());
      case SplitFiles.TEST -> InteractionFiles.write(file, split.parts().test());
      case SplitFiles.VALIDATION_CASES ->
          AtomicFiles.write(file, out -> cases(out, split.validationCases(), split));
      case SplitFiles.TEST_CASES ->
          AtomicFiles.write(file, out -> cases(out, split.testCases(), split));
      default -> throw new IllegalArgumentException("a split has no file " + name);
    }
  }

  /** One case a line. */
  static void cases(OutputStream out, List<EvaluationCase> cases, ProtocolSplit split)
      throws IOException {
    for (EvaluationCase each : cases) {
      String line = Json.line(CaseLine.of(each, split.users(), split.items())) + "\n";
      out.write(line.getBytes(StandardCharsets.UTF_8));
    }
  }
}
