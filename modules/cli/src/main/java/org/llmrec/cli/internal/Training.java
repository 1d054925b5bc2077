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
 * @param report the stage's {@code report.json}, as it is
 */
record Training(JsonNode report) {

  /** Of a workspace; empty before the first training. */
  static Optional<Training> of(WorkspaceStatus status) throws IOException {
    Optional<String> key =
        status.stages().stream()
            .filter(stage -> stage.stage().equals("train"))
            .findFirst()
            .flatMap(StageStatus::key);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Path file =
        status
            .folder()
            .resolve("stages")
            .resolve("train")
            .resolve(key.get())
            .resolve("report.json");
    return Files.exists(file)
        ? Optional.of(new Training(Json.read(file, JsonNode.class)))
        : Optional.empty();
  }

  /** A few lines: what was learnt from, and the ranker beside popularity on the held-out part. */
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
      quality(terminal, "ranker", heldOut.path("ranker"));
      quality(terminal, "most popular", heldOut.path("popularity"));
      JsonNode difference = heldOut.path("ndcg");
      terminal.line(
          "    difference of nDCG@10 %+.4f, 95%% interval %+.4f to %+.4f, paired randomisation p ="
              + " %.4f",
          difference.path("difference").asDouble(),
          difference.path("low").asDouble(),
          difference.path("high").asDouble(),
          difference.path("p").asDouble());
    }
    report.path("notes").forEach(note -> terminal.line("  %s", note.asText()));
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
