package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.pipeline.WorkspaceVectors;
import picocli.CommandLine.Option;

/** For whom a command works. */
final class PeopleOption {
  @Option(
      names = "--users",
      paramLabel = "FILE",
      description =
          "A text file with the id of one person a line (default: everybody the ranker was trained"
              + " on).")
  private Path users;

  /** The ids, in the order of the file or of the training. */
  List<String> ids(Path workspace) throws IOException {
    if (users != null) {
      try (Stream<String> lines = Files.lines(users)) {
        return lines.map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
      }
    }
    try (Generation generation = Generation.pinCurrent(workspace);
        VectorFile trained = VectorFile.open(WorkspaceVectors.of(generation).file("users"))) {
      return IntStream.range(0, trained.size()).mapToObj(trained::id).toList();
    }
  }
}
