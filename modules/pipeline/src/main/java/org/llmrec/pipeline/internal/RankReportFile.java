package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.json.Json;
import org.llmrec.train.HeldOut;
import org.llmrec.train.hybrid.HeldOutChances;
import org.llmrec.train.hybrid.HybridReport;

/** The file {@code report.json} of the ranker of short lists. */
record RankReportFile(
    boolean learnt, HeldOut heldOut, HeldOutChances chances, List<String> notes, double seconds) {
  static void write(Path folder, HybridReport report) throws IOException {
    Json.write(
        folder.resolve(TrainReportFile.FILE),
        new RankReportFile(
            report.learnt(),
            report.heldOut().orElse(null),
            report.chances().orElse(null),
            report.note().stream().toList(),
            report.seconds()));
  }
}
