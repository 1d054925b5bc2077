package org.llmrec.cli.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.json.Json;
import org.llmrec.pipeline.WorkspaceStatus;
import org.llmrec.pipeline.build.StageStatus;

/**
 * What the newest training measured.
 *
 * @param report the {@code report.json} of the towers, as it is
 * @param lists that of the ranker of short lists, if there is one
 * @param search that of the learnt order of searches, if there is one
 */
record Training(JsonNode report, Optional<JsonNode> lists, Optional<JsonNode> search) {

  /** Of a workspace; empty before the first training. */
  static Optional<Training> of(WorkspaceStatus status) throws IOException {
    Optional<JsonNode> towers = report(status, "train");
    return towers.isPresent()
        ? Optional.of(new Training(towers.get(), report(status, "rank"), report(status, "search")))
        : Optional.empty();
  }

  private static Optional<JsonNode> report(WorkspaceStatus status, String stage)
      throws IOException {
    Optional<Path> file =
        status.stages().stream()
            .filter(each -> each.stage().equals(stage))
            .findFirst()
            .flatMap(StageStatus::key)
            .map(key -> status.folder().resolve("stages").resolve(stage).resolve(key))
            .map(folder -> folder.resolve("report.json"))
            .filter(Files::exists);
    return file.isPresent() ? Optional.of(Json.read(file.get(), JsonNode.class)) : Optional.empty();
  }

  /** A few lines: what was learnt from, and the rankers beside popularity on the held-out part. */
  void print(Terminal terminal) {
    JsonNode counts = report.path("counts");
    terminal.line(
        "  trained on %,d positives of %,d users: best after epoch %d of %d",
        counts.path("train").asInt(),
        counts.path("users").asInt(),
        report.path("bestEpoch").asInt(),
        report.path("epochs").size());
    JsonNode heldOut = report.path("heldOut");
    if (heldOut.hasNonNull("users")) {
      terminal.line("  held out, %,d users, full catalogue:", heldOut.path("users").asInt());
      Optional<JsonNode> hybrid =
          lists.map(list -> list.path("heldOut")).filter(held -> held.hasNonNull("users"));
      hybrid.ifPresent(held -> quality(terminal, "hybrid", held.path("ranker")));
      quality(terminal, "towers", heldOut.path("ranker"));
      quality(terminal, "most popular", heldOut.path("popularity"));
      JsonNode difference = hybrid.orElse(heldOut).path("ndcg");
      terminal.line(
          "    %s to most popular: nDCG@10 %+.4f, 95%% interval %+.4f to %+.4f, paired randomisation p ="
              + " %.4f",
          hybrid.isPresent() ? "hybrid" : "towers",
          difference.path("difference").asDouble(),
          difference.path("low").asDouble(),
          difference.path("high").asDouble(),
          difference.path("p").asDouble());
    }
    lists.map(list -> list.path("chances")).ifPresent(chances -> chances(terminal, chances));
    report.path("notes").forEach(note -> terminal.line("  %s", note.asText()));
    lists.ifPresent(
        list -> list.path("notes").forEach(note -> terminal.line("  %s", note.asText())));
    search.ifPresent(learnt -> search(terminal, learnt));
    refreshed(terminal, report);
    lists.ifPresent(list -> refreshed(terminal, list));
  }

  private static void refreshed(Terminal terminal, JsonNode report) {
    if (report.hasNonNull("refreshed")) {
      terminal.line("  %s", report.path("refreshed").asText());
    }
  }

  private static void search(Terminal terminal, JsonNode learnt) {
    JsonNode heldOut = learnt.path("heldOut");
    if (heldOut.hasNonNull("queries")) {
      JsonNode difference = heldOut.path("ndcg");
      terminal.line(
          "  searches, %,d judged queries: nDCG@10 learnt %.4f, rank fusion %.4f; %+.4f, 95%%"
              + " interval %+.4f to %+.4f, paired randomisation p = %.4f",
          heldOut.path("queries").asInt(),
          heldOut.path("learnt").asDouble(),
          heldOut.path("fusion").asDouble(),
          difference.path("difference").asDouble(),
          difference.path("low").asDouble(),
          difference.path("high").asDouble(),
          difference.path("p").asDouble());
    }
    learnt.path("notes").forEach(note -> terminal.line("  %s", note.asText()));
  }

  private static void chances(Terminal terminal, JsonNode chances) {
    if (chances.hasNonNull("users")) {
      terminal.line(
          "    hybrid's probabilities are off by %.4f on average, in the first ten by %.4f (expected"
              + " calibration error)",
          chances.path("candidates").path("expected").asDouble(),
          chances.path("first").path("expected").asDouble());
    }
  }

  private static void quality(Terminal terminal, String name, JsonNode quality) {
    terminal.line(
        "    %-14s nDCG@10 %.4f   P@10 %.4f   R@10 %.4f",
        name,
        quality.path("ndcg").asDouble(),
        quality.path("precision").asDouble(),
        quality.path("recall").asDouble());
  }
}
