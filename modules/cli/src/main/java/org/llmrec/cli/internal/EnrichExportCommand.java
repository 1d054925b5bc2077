package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.enrich.answer.ExportCounts;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.enrich.EnrichOptions;
import org.llmrec.pipeline.enrich.Enrichment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes the answers for others. */
@Command(
    name = "export",
    description = {
      "Writes the answers that a build would use, with their provenance, as JSON Lines that import",
      "reads: to share them, or to keep them beside another catalogue."
    })
final class EnrichExportCommand extends TerminalCommand {
  @ParentCommand private EnrichCommand enrich;

  @Parameters(paramLabel = "FILE", description = "The file to write.")
  private Path file;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    ExportCounts counts =
        Enrichment.of(Workspace.open(enrich.folder()))
            .exportAnswers(
                file,
                EnrichOptions.defaults()
                    .progress(new ProgressLines(terminal))
                    .listener(new BuildLines(terminal)));
    if (json) {
      terminal.json(counts);
    } else {
      terminal.line("  %,d answers in %s", counts.written(), file);
    }
    return 0;
  }
}
