package org.llmrec.bench.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was to be reached. Speeds are texts per second of processor time, medians of the rounds. */
final class Goals {
  private static final double OVER_LANGCHAIN4J = 1.3;
  private static final double OVER_SENTENCE_TRANSFORMERS = 2;
  private static final double INT8_OVER_FLOAT = 2;

  private Goals() {}

  /** All goals, for each of our arms in float32, and for int8 against the first of them. */
  static List<Report.Goal> of(List<Report.Row> rows) {
    List<Report.Goal> goals = new ArrayList<>();
    for (Report.Row ours : rows) {
      if (ours.kind().oursInFloat()) {
        for (Report.Row peer : rows) {
          if (peer.kind().peer()) {
            goals.add(ratio(ours, peer, wanted(peer)));
          }
        }
        goals.add(
            new Report.Goal(
                ours.name() + ", share of the GEMM peak",
                ours.kind().share(),
                ours.shareOfPeak() == null ? null : ours.shareOfPeak().median()));
      }
    }
    Optional<Report.Row> first =
        rows.stream().filter(row -> row.kind() == Arm.Kind.OURS).findFirst();
    for (Report.Row row : rows) {
      if (row.kind() == Arm.Kind.OURS_INT8 && first.isPresent()) {
        goals.add(ratio(row, first.get(), INT8_OVER_FLOAT));
      }
    }
    return goals;
  }

  private static double wanted(Report.Row peer) {
    return switch (peer.name()) {
      case Arm.LANGCHAIN4J -> OVER_LANGCHAIN4J;
      case Arm.SENTENCE_TRANSFORMERS -> OVER_SENTENCE_TRANSFORMERS;
      default -> 1;
    };
  }

  private static Report.Goal ratio(Report.Row one, Report.Row other, double wanted) {
    boolean both = one.absent() == null && other.absent() == null;
    return new Report.Goal(
        one.name() + " over " + other.name(),
        wanted,
        both ? one.perCpuSecond().median() / other.perCpuSecond().median() : null);
  }
}
