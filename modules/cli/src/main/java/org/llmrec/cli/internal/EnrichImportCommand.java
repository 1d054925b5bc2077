package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.enrich.answer.ImportCounts;
import org.llmrec.enrich.report.EnrichReport;
import org.llmrec.enrich.report.FieldReport;
import org.llmrec.enrich.report.ReportOptions;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.enrich.EnrichOptions;
import org.llmrec.pipeline.enrich.Enrichment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Brings in answers that were made elsewhere. */
@Command(
    name = "import",
    description = {
      "Brings in answers that were made elsewhere: JSON Lines of item, prompt, answer, model, date",
      "and perhaps version, neighbours, graph. Questions that they answer are not asked."
    })
final class EnrichImportCommand extends TerminalCommand {
  @ParentCommand private EnrichCommand enrich;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Answers as JSON Lines.")
  private List<Path> files;

  @Option(
      names = "--replace",
      description = "Take the place of other answers that were imported before.")
  private boolean replace;

  @Option(names = "--strict", description = "Stop at the first bad record.")
  private boolean strict;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Enrichment enrichment = Enrichment.of(Workspace.open(enrich.folder()));
    ImportCounts counts =
        enrichment.importAnswers(
            files,
            replace,
            strict,
            EnrichOptions.defaults()
                .progress(new ProgressLines(terminal))
                .listener(new BuildLines(terminal)));
    if (json) {
      terminal.json(counts);
    } else {
      print(counts, enrichment.rejects());
      coverage(enrichment.report(new ReportOptions(0, 0), EnrichOptions.defaults()));
      terminal.note("next: llmrec build -w %s", enrich.folder());
    }
    return 0;
  }

  private void print(ImportCounts counts, Path refused) {
    terminal.line(
        "  %,d answers read: %,d imported, %,d there already",
        counts.read(), counts.imported(), counts.unchanged());
    if (counts.kept() > 0) {
      terminal.line(
          "  %,d left out, as the store has another one; --replace takes these", counts.kept());
    }
    if (counts.rejected() > 0) {
      terminal.line("  %,d refused: %s", counts.rejected(), refused);
    }
  }

  private void coverage(EnrichReport report) {
    for (FieldReport field : report.fields()) {
      terminal.line(
          "  %-16s %,d of %,d items have an answer, %,d lack one",
          field.field(), field.texts(), field.items(), field.items() - field.texts());
    }
  }
}
