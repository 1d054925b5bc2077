package org.llmrec.bench.ranker;

import java.util.List;

/** What was to be reached, with the vector module: medians by medians of the same run. */
final class Goals {
  private final List<Report.Row> rows;

  private Goals(List<Report.Row> rows) {
    this.rows = rows;
  }

  static List<Report.Goal> of(List<Report.Row> rows, List<Report.Accuracy> accuracy, double bytes) {
    Goals goals = new Goals(rows);
    String ours = "Mlp.floats candidates=1000";
    double worst =
        accuracy.stream()
            .filter(
                a -> a.name().startsWith("split network, FLOAT32") || a.name().startsWith("ONNX"))
            .mapToDouble(Report.Accuracy::worst)
            .max()
            .orElseThrow();
    return List.of(
        atMost(
            "inner products over merely reading, same request",
            1.5,
            goals.ratio("Tower.floats requests=1", "Tower.read requests=1")),
        atMost(
            "inner products over merely reading, 64 requests in turn",
            1.5,
            goals.ratio("Tower.floats requests=64", "Tower.read requests=64")),
        atLeast("ONNX Runtime whole over ours split", 4, goals.ratio("Peer.onnx", ours)),
        atMost("greatest difference of either from the reference", 1e-5, worst),
        atLeast("a scorer that allocates over ours", 5, goals.ratio("Peer.naive", ours)),
        atMost("bytes per call of any of ours, JMH's own left out", 0, bytes),
        atMost(
            "time at 100,000 candidates over 100 times that at 1,000",
            1.25,
            goals.ratio("Mlp.floats candidates=100000", ours) / 100));
  }

  private static Report.Goal atMost(String name, double wanted, double found) {
    return new Report.Goal(name, true, wanted, found);
  }

  private static Report.Goal atLeast(String name, double wanted, double found) {
    return new Report.Goal(name, false, wanted, found);
  }

  private double ratio(String over, String under) {
    return row(rows, over).micros() / row(rows, under).micros();
  }

  /** With the vector module. */
  static Report.Row row(List<Report.Row> rows, String name) {
    return rows.stream()
        .filter(row -> row.vectorModule() && row.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing was measured for " + name));
  }
}
