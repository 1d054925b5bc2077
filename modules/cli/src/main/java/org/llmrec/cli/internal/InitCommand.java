package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.pipeline.config.InitOptions;
import org.llmrec.pipeline.config.SearchConfig;
import org.llmrec.pipeline.config.WorkspaceInit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a workspace. */
@Command(
    name = "init",
    description = "Makes a workspace: a folder with llmrec.yaml, which says what to build from.")
final class InitCommand extends TerminalCommand {
  @Parameters(index = "0", paramLabel = "DIR", description = "The workspace to make.")
  private Path folder;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description =
          "The folder of a data set, in place of --catalogue and --interactions: MovieLens of any"
              + " age, or RecBole.")
  private Path data;

  @Mixin private DataOptions source;

  @Option(
      names = "--answers",
      paramLabel = "FILE",
      description = "Recorded answers of a language model, as JSONL. May be repeated.")
  private List<Path> answers = List.of();

  @Option(
      names = "--independent-graph",
      paramLabel = "GRAPH",
      description =
          "What the answers' graph is called, if they were built on other people's interactions,"
              + " none of which is in this data. May be repeated.")
  private List<String> independentGraphs = List.of();

  @Option(
      names = "--judgements",
      paramLabel = "FILE",
      description =
          "What people say of items for queries, to learn from in which order to show what a search"
              + " finds: query, item, grade.")
  private Path judgements;

  @Option(
      names = "--clicks",
      paramLabel = "FILE",
      description =
          "What was shown for queries and clicked on, to learn from beside the judgements: query,"
              + " item, position, impressions, clicks.")
  private Path clicks;

  @ArgGroup private Meaning meaning;

  @Option(names = "--force", description = "Replace the llmrec.yaml that is there.")
  private boolean force;

  /** What the values of the interactions mean. */
  static final class Meaning {
    @Option(
        names = "--positive-from",
        paramLabel = "RATING",
        description = "Values are ratings; this and above is liked.")
    private Double positiveFrom;

    @Option(names = "--weights", description = "Values are weights; every interaction is liked.")
    private boolean weights;

    @Option(
        names = "--event",
        paramLabel = "TYPE=WEIGHT",
        description = "Interactions are events of these types. May be repeated.")
    private Map<String, Double> events;

    private Feedback feedback() {
      if (positiveFrom != null) {
        return new Feedback.Threshold(positiveFrom);
      }
      return weights ? new Feedback.Weights() : new Feedback.Events(events);
    }
  }

  @Override
  public Integer call() throws IOException {
    DataOptions.Data from = source.data(data);
    InitOptions options =
        new InitOptions(
            from.catalogue(),
            from.format(),
            from.catalogueMap(),
            from.interactions(),
            from.interactionsFormat(),
            from.interactionsMap(),
            from.encoding(),
            Optional.empty(),
            answers,
            Set.copyOf(independentGraphs),
            new SearchConfig(Optional.ofNullable(judgements), Optional.ofNullable(clicks)),
            force);
    if (meaning != null) {
      options = options.feedback(meaning.feedback());
    }
    WorkspaceInit.run(folder, options);
    terminal.note("made %s", folder.resolve("llmrec.yaml"));
    terminal.note("next: llmrec build -w %s", folder);
    return 0;
  }
}
