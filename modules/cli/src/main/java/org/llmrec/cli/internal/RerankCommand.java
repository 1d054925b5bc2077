package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranked;
import org.llmrec.rerank.Reranking;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reranks a list from a file. */
@Command(
    name = "rerank",
    description = {
      "Asks a language model for the order of a list: items of a file, in their present order.",
      "With search and recommend, --rerank llm does the same to what they find."
    })
final class RerankCommand extends TerminalCommand {
  @Parameters(
      paramLabel = "CANDIDATES",
      description = "Items as JSONL or CSV, the best first: id, title, description.")
  private Path candidates;

  @ArgGroup(multiplicity = "1")
  private By by;

  /** What items are judged by. */
  static final class By {
    @Option(names = "--query", paramLabel = "TEXT", description = "What a person would type.")
    private String query;

    @Option(
        names = "--taste",
        paramLabel = "TEXT",
        description = "What is known of a person, in words.")
    private String taste;
  }

  @Option(
      names = {"-w", "--workspace"},
      paramLabel = "DIR",
      description =
          "The workspace whose llmrec.yaml names the model (default: the current folder).")
  private Path workspace = Path.of(".");

  @Option(
      names = "--gguf",
      paramLabel = "FILE",
      description = "A model of llama.cpp, run in a child process, in place of a workspace's.")
  private Path gguf;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many are reranked; the others follow as they are (${DEFAULT-VALUE}).")
  private int top;

  @Option(
      names = "--within",
      paramLabel = "MS",
      description = "Answer within so many milliseconds, with what was judged by then.")
  private Long milliseconds;

  @Option(
      names = "--dry-run",
      description = "Show the strategy, prompts, tokens and money. Sends nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Mixin private StrategyOptions strategy;

  @Override
  public Integer call() throws IOException {
    RerankRequest request = request();
    try (OpenReranker reranker =
        gguf != null
            ? OpenReranker.ofGguf(gguf, strategy)
            : OpenReranker.ofWorkspace(WorkspaceOption.checked(workspace), strategy)) {
      if (dryRun) {
        reranker
            .estimate(request)
            .ifPresentOrElse(
                estimate -> RerankingLines.print(terminal, estimate),
                () -> terminal.line("prompts   1, with all candidates in it"));
        return 0;
      }
      Reranking answer = reranker.rerank(within(request));
      if (json) {
        terminal.json(RerankingLines.Report.of(answer));
      } else {
        print(answer);
        RerankingLines.print(terminal, answer);
      }
      return 0;
    }
  }

  private RerankRequest request() throws IOException {
    if (top < 1) {
      throw new ConfigException("--top: expected 1 or more, found " + top);
    }
    List<Candidate> items = read();
    return by.query != null
        ? RerankRequest.of(by.query, items).top(top)
        : RerankRequest.of(by.taste, items).aim(RerankRequest.Aim.TASTE).top(top);
  }

  /** A clock that starts when all is open: loading a model is not the request's time. */
  private RerankRequest within(RerankRequest request) {
    return milliseconds == null
        ? request
        : request.deadline(Deadline.in(Duration.ofMillis(milliseconds)));
  }

  private List<Candidate> read() throws IOException {
    List<Candidate> items = new ArrayList<>();
    new ForeignData(terminal)
        .items(
            CatalogueSource.of(candidates),
            item ->
                items.add(
                    new Candidate(
                        item.id(), Candidate.text(item.title(), item.description()), Double.NaN)));
    return items;
  }

  private void print(Reranking answer) {
    Table table = new Table(">rank", ">was", ">score", "id", "text");
    for (int i = 0; i < answer.items().size(); i++) {
      Reranked item = answer.items().get(i);
      String text = item.candidate().text().lines().findFirst().orElse("");
      table.row(
          Integer.toString(i + 1),
          Integer.toString(item.given()),
          item.score().isPresent()
              ? String.format(Locale.ROOT, "%.4g", item.score().getAsDouble())
              : "",
          item.candidate().id(),
          text);
    }
    table.print(terminal);
  }
}
