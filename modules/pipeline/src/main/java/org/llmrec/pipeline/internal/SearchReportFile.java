package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.core.json.Json;
import org.llmrec.train.search.SearchReport;

/** The file {@code report.json} of the order of searches. */
record SearchReportFile(
    boolean learnt,
    int judged,
    SearchReport.Figures heldOut,
    Map<String, Long> rejected,
    List<String> notes) {
  static void write(Path folder, SearchReport report, Map<String, Long> rejected)
      throws IOException {
    Json.write(
        folder.resolve(TrainReportFile.FILE),
        new SearchReportFile(
            report.learnt(),
            report.judged(),
            report.heldOut().orElse(null),
            rejected,
            report.notes()));
  }
}
