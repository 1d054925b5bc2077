package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Nearest;
import org.llmrec.pipeline.config.InitOptions;
import org.llmrec.pipeline.config.WorkspaceInit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a workspace. */
@Command(
    name = "init",
    description = "Makes a workspace: a folder with llmrec.yaml, which says what to build from.")
final class InitCommand extends TerminalCommand {
  private static final Set<String> OF_CATALOGUE =
      Set.of("id", "title", "description", "categories");
  private static final Set<String> OF_INTERACTIONS =
      Set.of("user", "item", "value", "timestamp", "event");

  @Parameters(index = "0", paramLabel = "DIR", description = "The workspace to make.")
  private Path folder;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description = "With --format movielens: the folder of movies.csv and ratings.csv.")
  private Path data;

  @Option(names = "--catalogue", paramLabel = "FILE", description = "Items, as JSONL or CSV.")
  private Path catalogue;

  @Option(
      names = "--interactions",
      paramLabel = "FILE",
      description = "Who did what with which item, as CSV or JSONL.")
  private Path interactions;

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
      names = "--format",
      defaultValue = "auto",
      description = "auto, jsonl, csv, tsv or movielens (${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--map",
      paramLabel = "FIELD=COLUMN",
      description =
          "Where a field stands under a name that is not recognised; fields: id, title,"
              + " description, categories; user, item, value, timestamp, event. May be repeated.")
  private Map<String, String> map = new LinkedHashMap<>();

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
    InitOptions options =
        source().answers(answers).independentGraphs(Set.copyOf(independentGraphs)).overwrite(force);
    if (meaning != null) {
      options = options.feedback(meaning.feedback());
    }
    WorkspaceInit.run(folder, options);
    terminal.note("made %s", folder.resolve("llmrec.yaml"));
    terminal.note("next: llmrec build -w %s", folder);
    return 0;
  }

  private InitOptions source() {
    Format parsed = Format.parse(format);
    if (parsed == Format.MOVIELENS && data != null) {
      return InitOptions.movieLens(data);
    }
    if (catalogue == null || interactions == null) {
      throw new ConfigException(
          "expected --catalogue FILE and --interactions FILE, or --format movielens with the data's"
              + " folder, found "
              + (catalogue == null ? "no --catalogue" : "no --interactions"));
    }
    Map<String, String> ofCatalogue = new LinkedHashMap<>();
    Map<String, String> ofInteractions = new LinkedHashMap<>();
    map.forEach(
        (field, column) -> {
          if (OF_CATALOGUE.contains(field)) {
            ofCatalogue.put(field, column);
          } else if (OF_INTERACTIONS.contains(field)) {
            ofInteractions.put(field, column);
          } else {
            List<String> known =
                Stream.concat(OF_CATALOGUE.stream(), OF_INTERACTIONS.stream()).sorted().toList();
            throw new ConfigException(
                "--map " + field + ": expected one of " + known + Nearest.hint(field, known));
          }
        });
    return new InitOptions(
        catalogue,
        parsed,
        ofCatalogue,
        interactions,
        parsed,
        ofInteractions,
        Optional.empty(),
        List.of(),
        Set.of(),
        false);
  }
}
