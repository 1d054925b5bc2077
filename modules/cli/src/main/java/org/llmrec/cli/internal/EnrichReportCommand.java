package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.enrich.report.EnrichReport;
import org.llmrec.enrich.report.HtmlReport;
import org.llmrec.enrich.report.ReportOptions;
import org.llmrec.enrich.report.TextReport;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.enrich.EnrichOptions;
import org.llmrec.pipeline.enrich.Enrichment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows what the answers are like. */
@Command(
    name = "report",
    description = {
      "Shows coverage, lengths, duplicates and what is wrong with the answers, and some examples",
      "side by side."
    })
final class EnrichReportCommand extends TerminalCommand {
  @ParentCommand private EnrichCommand enrich;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write it as a page that needs nothing else.")
  private Path html;

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many items to show (${DEFAULT-VALUE}).")
  private int examples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Another seed shows other items (${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (examples < 0 || examples > ReportOptions.MOST_EXAMPLES) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "--examples: expected 0 to " + ReportOptions.MOST_EXAMPLES + ", found " + examples);
    }
    EnrichReport report =
        Enrichment.of(Workspace.open(enrich.folder()))
            .report(
                new ReportOptions(examples, seed),
                EnrichOptions.defaults()
                    .progress(new ProgressLines(terminal))
                    .listener(new BuildLines(terminal)));
    if (html != null) {
      HtmlReport.write(report, html);
      terminal.note("report: %s", html);
    }
    if (json) {
      terminal.json(report);
    } else if (html == null) {
      terminal.out().print(TextReport.of(report));
      terminal.out().flush();
    }
    return 0;
  }
}
