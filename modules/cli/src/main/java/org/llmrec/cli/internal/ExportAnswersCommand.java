package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.pipeline.WorkspaceAnswers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the answers that serve. */
@Command(
    name = "answers",
    description = {
      "Writes the answers of language models that what was built last goes by, as JSON Lines that",
      "`enrich import` reads. Those that the next build would use: `llmrec enrich export`."
    })
final class ExportAnswersCommand extends TerminalCommand {
  @Mixin private WorkspaceOption workspace;

  @Parameters(paramLabel = "FILE", description = "The file to write.")
  private Path file;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    try (Generation generation = Generation.pinCurrent(workspace.folder())) {
      Path answers = WorkspaceAnswers.file(generation);
      AtomicFiles.write(file, out -> Files.copy(answers, out));
      long count;
      try (Stream<String> lines = Files.lines(file)) {
        count = lines.count();
      }
      if (json) {
        terminal.json(Map.of("answers", count, "file", file.toString()));
      } else {
        terminal.line("  %,d answers in %s", count, file);
      }
    }
    return 0;
  }
}
