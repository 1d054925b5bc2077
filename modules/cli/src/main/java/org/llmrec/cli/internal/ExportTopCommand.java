package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recommends to everybody at once. */
@Command(
    name = "topn",
    description = {
      "Recommends to everybody, or to the people of a file, on all processors, and writes the lists:",
      "as JSON Lines, CSV or a TREC run. Items that a person met are left out."
    })
final class ExportTopCommand extends TerminalCommand {
  @Mixin private WorkspaceOption workspace;

  @Parameters(
      paramLabel = "FILE",
      description = "The file to write; .jsonl, .csv or .run says in which format.")
  private Path file;

  @Option(
      names = {"-k", "--k"},
      defaultValue = "10",
      description = "Items a person, 1 to 1000 (default: 10).")
  private int k;

  @Option(names = "--format", description = "jsonl, csv or run, where the name does not say.")
  private TopFormat format;

  @Option(names = "--include-seen", description = "Also items that a person met.")
  private boolean includeSeen;

  @Mixin private PeopleOption people;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    TopFormat chosen = format == null ? TopFormat.of(file) : format;
    List<String> ids = people.ids(workspace.folder());
    try (Recommender recommender = Recommender.open(workspace.folder())) {
      ForEverybody.write(
          file,
          chosen.head(),
          recommender,
          ids,
          person -> Request.forUser(person).k(k).includeSeen(includeSeen),
          chosen,
          new ProgressLines(terminal));
    }
    if (json) {
      terminal.json(Map.of("people", ids.size(), "file", file.toString()));
    } else {
      terminal.line("  lists of up to %d for %,d people in %s", k, ids.size(), file);
    }
    return 0;
  }
}
