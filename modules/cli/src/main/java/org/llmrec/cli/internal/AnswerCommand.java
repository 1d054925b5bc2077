package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.llmrec.core.Deadline;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.RecommenderOptions;
import org.llmrec.recommender.Response;
import org.llmrec.retrieve.Filter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands share that ask a recommender something. */
abstract class AnswerCommand extends TerminalCommand {
  @Mixin private WorkspaceOption workspace;

  @Mixin private VerifyOption verify;

  @Option(names = "-k", defaultValue = "10", description = "How many items (${DEFAULT-VALUE}).")
  int k;

  @Mixin private FilterOptions filter;

  @Option(
      names = "--within",
      paramLabel = "MS",
      description = "Answer within so many milliseconds, even if not complete.")
  private Long milliseconds;

  @Option(names = "--explain", description = "Show what every stage and source said.")
  private boolean explain;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  /** Asks. */
  abstract Response ask(Recommender recommender);

  /** What the recommender is opened with. */
  RecommenderOptions options() {
    return RecommenderOptions.defaults().verify(verify.verify());
  }

  Filter filter() {
    return filter.filter();
  }

  Deadline deadline() {
    return milliseconds == null ? Deadline.none() : Deadline.in(Duration.ofMillis(milliseconds));
  }

  /** The workspace's folder. */
  Path folder() {
    return workspace.folder();
  }

  @Override
  public Integer call() throws IOException {
    try (Recommender recommender = Recommender.open(folder(), options())) {
      Response response = ask(recommender);
      if (json) {
        terminal.json(response);
      } else {
        ResponseLines.print(terminal, response, explain);
      }
      return 0;
    }
  }
}
