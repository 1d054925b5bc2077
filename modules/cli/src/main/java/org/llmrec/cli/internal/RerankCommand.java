package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranked;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.explain.Explanation;
import org.llmrec.rerank.history.Person;
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

    @Option(
        names = "--history",
        paramLabel = "FILE",
        description = {
          "What a person met, the oldest first: items as JSONL or CSV, whose values, if any, are in",
          "the column \"value\" or \"rating\"."
        })
    private Path history;
  }

  @Option(
      names = "--liked-from",
      paramLabel = "VALUE",
      description = "With --history: from which value on an item was liked (default: all were).")
  private Double likedFrom;

  @Option(
      names = "--person",
      paramLabel = "ID",
      description = "With --history: the key of the person, under which --profiles keeps theirs.")
  private String person;

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
      names = "--reasons",
      paramLabel = "N",
      defaultValue = "0",
      description = "Say in a sentence why each of the first N may suit (${DEFAULT-VALUE}).")
  private int reasons;

  @Option(
      names = "--dry-run",
      description = "Show the strategy, prompts, tokens and money. Sends nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Mixin private StrategyOptions strategy;

  private final RerankReasons reasoning = new RerankReasons();

  @Override
  public Integer call() throws IOException {
    RerankRequest request = request();
    try (OpenReranker reranker =
        gguf != null
            ? OpenReranker.ofGguf(gguf, strategy)
            : OpenReranker.ofWorkspace(WorkspaceOption.checked(workspace), strategy)) {
      if (!reranker.takes(request.aim())) {
        throw new ConfigException(
            OptionCode.OPTION_CONFLICT,
            "--query: expected a strategy that goes by words, found one that goes by what a person"
                + " met; give it --history");
      }
      if (dryRun) {
        RerankingLines.print(terminal, reranker.dryRun(request));
        return 0;
      }
      RerankRequest timed = within(request);
      Reranking answer = reranker.rerank(timed);
      Optional<Explanation> why =
          reasons == 0
              ? Optional.empty()
              : Optional.of(reasoning.of(reranker.model(), timed, answer, reasons));
      if (json) {
        terminal.json(RerankingLines.Report.of(answer, why));
      } else {
        print(answer);
        why.ifPresent(said -> RerankReasons.print(terminal, said));
        RerankingLines.print(terminal, answer);
      }
      return 0;
    }
  }

  private RerankRequest request() throws IOException {
    if (top < 1 || reasons < 0) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "--top, --reasons: expected 1 or more and 0 or more, found " + top + ", " + reasons);
    }
    List<Candidate> items = new ArrayList<>();
    data()
        .items(
            CatalogueSource.of(candidates),
            item -> {
              items.add(PersonFile.candidate(item));
              reasoning.add(item);
            });
    if (by.history != null) {
      Person known = PersonFile.read(data(), by.history, Optional.ofNullable(person), likedFrom);
      return RerankRequest.of(known, items).top(top);
    }
    if (person != null || likedFrom != null) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING, "--person, --liked-from: expected --history with them");
    }
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

  private ForeignData data() {
    return new ForeignData(terminal);
  }

  private void print(Reranking answer) {
    Table table = new Table(">rank", ">was", ">score", "id", "text");
    for (int i = 0; i < answer.items().size(); i++) {
      Reranked item = answer.items().get(i);
      table.row(
          Integer.toString(i + 1),
          Integer.toString(item.given()),
          item.score().isPresent()
              ? String.format(Locale.ROOT, "%.4g", item.score().getAsDouble())
              : "",
          item.candidate().id(),
          item.candidate().title());
    }
    table.print(terminal);
  }
}
