package org.llmrec.pipeline.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.core.json.Json;
import org.llmrec.train.Epoch;
import org.llmrec.train.FoldInFigures;
import org.llmrec.train.HeldOut;
import org.llmrec.train.TrainReport;

/**
 * The file {@code report.json}: a training's report with null for what could not be measured, and
 * with the lines that a person is shown.
 */
record TrainReportFile(
    List<String> summary,
    Map<String, Integer> counts,
    int bestEpoch,
    Double validationNdcg,
    HeldOut heldOut,
    FoldInFigures foldIn,
    List<String> notes,
    double seconds,
    List<Epoch> epochs) {
  static final String FILE = "report.json";

  /** The report of a training whose bundle was refreshed, with a sentence about that. */
  static void refreshed(Path before, Path folder, String sentence) throws IOException {
    ObjectNode report = Json.read(before.resolve(FILE), ObjectNode.class);
    report.put("refreshed", sentence);
    Json.write(folder.resolve(FILE), report);
  }

  static void write(Path folder, TrainReport report) throws IOException {
    Json.write(
        folder.resolve(FILE),
        new TrainReportFile(
            report.summary().lines().toList(),
            report.counts(),
            report.bestEpoch(),
            report.validationNdcg().orElse(null),
            report.heldOut().orElse(null),
            report.foldIn(),
            report.notes(),
            report.seconds(),
            report.epochs()));
  }
}
