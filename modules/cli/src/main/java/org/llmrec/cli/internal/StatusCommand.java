package org.llmrec.cli.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Verify;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.WorkspaceStatus;
import org.llmrec.pipeline.build.StageStatus;
import org.llmrec.pipeline.enrich.EnrichStatus;
import org.llmrec.pipeline.enrich.Enrichment;
import org.llmrec.pipeline.foreign.ImportedRanker;
import org.llmrec.rank.foreign.ForeignSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how a workspace stands. */
@Command(
    name = "status",
    description = "Shows every stage: its state and why, size and age; and what is served.")
final class StatusCommand extends TerminalCommand {
  @Mixin private WorkspaceOption workspace;

  @Option(
      names = "--verify",
      paramLabel = "HOW",
      defaultValue = "fast",
      description = {
        "How outputs are looked at: fast (their sizes) or full (the hash of every file). Default:",
        "${DEFAULT-VALUE}."
      })
  private Verify verify;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    WorkspaceStatus status = WorkspaceStatus.of(workspace.folder(), verify);
    Optional<Training> training = Training.of(status);
    if (json) {
      terminal.json(view(status, training));
      return 0;
    }
    Table table = new Table("stage", "state", ">size", ">age", ">took", "why");
    for (StageStatus stage : status.stages()) {
      table.row(
          stage.stage(),
          name(stage.state()),
          stage.size() == 0 ? "-" : Durations.size(stage.size()),
          stage.built().map(StatusCommand::age).orElse("-"),
          stage.built().isEmpty() ? "-" : Durations.brief(stage.seconds()),
          stage.state() == StageStatus.State.UP_TO_DATE ? "" : stage.reason());
    }
    table.print(terminal);
    terminal.line("");
    terminal.line("  %s", served(status));
    status.writer().ifPresent(writer -> terminal.line("  being built by %s", writer));
    imported(status).ifPresent(ranker -> terminal.line("  %s", RankerImportCommand.line(ranker)));
    answers(status);
    training.ifPresent(t -> t.print(terminal));
    return 0;
  }

  private void answers(WorkspaceStatus status) throws IOException {
    EnrichStatus answers = Enrichment.of(Workspace.open(status.folder())).status();
    if (answers.rows() > 0) {
      terminal.line(
          "  answer store: %,d rows; spent %s",
          answers.rows(), EnrichLines.spend(answers.account()));
    }
    MissingAnswers.of(status)
        .byField()
        .forEach(
            (field, count) -> terminal.line("  %,d items lack %s: llmrec enrich", count, field));
  }

  private static String served(WorkspaceStatus status) {
    if (status.generation().isEmpty()) {
      return "nothing is published yet; run: llmrec build -w " + status.folder();
    }
    return "serving generation "
        + status.generation().get()
        + status.published().map(at -> ", published " + age(at) + " ago").orElse("")
        + ", "
        + Durations.size(status.size())
        + " in all"
        + (status.pinned().isEmpty() ? "" : "; pinned by readers: " + status.pinned());
  }

  /** A damaged one is noted, and does not keep the rest from being shown. */
  private Optional<ForeignSchema> imported(WorkspaceStatus status) throws IOException {
    try {
      return ImportedRanker.of(status.folder());
    } catch (CorruptFileException e) {
      terminal.note("  the imported ranker is damaged: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private Map<String, Object> view(WorkspaceStatus status, Optional<Training> training)
      throws IOException {
    List<Map<String, Object>> stages = new ArrayList<>();
    for (StageStatus stage : status.stages()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("stage", stage.stage());
      row.put("state", stage.state());
      row.put("reason", stage.reason());
      row.put("key", stage.key());
      row.put("built", stage.built().map(Instant::toString));
      row.put("seconds", stage.seconds());
      row.put("size", stage.size());
      row.put("counts", stage.counts());
      stages.add(row);
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("generation", status.generation());
    view.put("published", status.published().map(Instant::toString));
    view.put("generations", status.generations());
    view.put("pinned", status.pinned());
    view.put("writer", status.writer());
    view.put("stages", stages);
    view.put("training", training.map(Training::report));
    view.put("ranking", training.flatMap(Training::lists));
    view.put("imported", imported(status));
    view.put("missing", MissingAnswers.of(status).byField());
    view.put("answers", Enrichment.of(Workspace.open(status.folder())).status());
    return view;
  }

  private static String name(StageStatus.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String age(Instant then) {
    return Durations.brief(Math.max(0, Duration.between(then, Instant.now()).toSeconds()));
  }
}
