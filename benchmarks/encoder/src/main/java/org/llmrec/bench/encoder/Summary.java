package org.llmrec.bench.encoder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the report of what was measured. */
final class Summary {
  private final Texts texts;
  private final double flops;
  private final Map<Arm, List<Runner.Outcome>> outcomes;
  private Double peak;
  private String peakOf;

  Summary(Texts texts, Map<Arm, List<Runner.Outcome>> outcomes) {
    this.texts = texts;
    this.flops = Flops.of(texts.pieces());
    this.outcomes = outcomes;
  }

  Report report(String date, Map<String, String> machine, int rounds) {
    findPeak();
    float[][] reference = reference();
    List<Report.Row> rows = new ArrayList<>();
    outcomes.forEach((arm, all) -> rows.add(row(arm, all, reference)));
    int longest = 0;
    for (int each : texts.pieces()) {
      longest = Math.max(longest, each);
    }
    int count = texts.texts().size();
    Report.TextFacts facts =
        new Report.TextFacts(
            texts.from(),
            count,
            (double) texts.total() / count,
            longest,
            texts.tooLong(),
            flops / count / 1e9);
    return new Report(date, machine, facts, rounds, peak, peakOf, rows, Goals.of(rows));
  }

  private void findPeak() {
    outcomes.forEach(
        (arm, all) -> {
          if (arm.kind().peak()) {
            gflops(all)
                .forEach(
                    (shape, range) -> {
                      if (peak == null || range.median() > peak) {
                        peak = range.median();
                        peakOf = arm.name() + ", " + shape;
                      }
                    });
          }
        });
  }

  private static Map<String, Range> gflops(List<Runner.Outcome> all) {
    List<Measured> ran = ran(all);
    Map<String, Range> gflops = new TreeMap<>();
    if (!ran.isEmpty()) {
      for (String shape : ran.get(0).gflops().keySet()) {
        gflops.put(shape, Range.of(ran, each -> each.gflops().get(shape)));
      }
    }
    return gflops;
  }

  private static List<Measured> ran(List<Runner.Outcome> all) {
    return all.stream().filter(o -> o.absent() == null).map(Runner.Outcome::measured).toList();
  }

  private float[][] reference() {
    for (Map.Entry<Arm, List<Runner.Outcome>> each : outcomes.entrySet()) {
      if (each.getKey().name().equals(Arm.SENTENCE_TRANSFORMERS)) {
        for (Runner.Outcome outcome : each.getValue()) {
          if (outcome.vectors() != null) {
            return outcome.vectors();
          }
        }
      }
    }
    return null;
  }

  private Report.Row row(Arm arm, List<Runner.Outcome> all, float[][] reference) {
    for (Runner.Outcome each : all) {
      if (each.absent() != null) {
        return new Report.Row(
            arm.name(),
            arm.kind(),
            each.absent(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
      }
    }
    List<Measured> rounds = ran(all);
    if (arm.kind().peak()) {
      return new Report.Row(
          arm.name(),
          arm.kind(),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          gflops(all),
          rounds.get(0).versions(),
          rounds);
    }
    int count = texts.texts().size();
    boolean inFloat = arm.kind() != Arm.Kind.OURS_INT8;
    return new Report.Row(
        arm.name(),
        arm.kind(),
        null,
        Range.of(rounds, each -> count / each.cpuSeconds()),
        Range.of(rounds, each -> count / each.seconds()),
        Range.of(rounds, each -> texts.total() / each.seconds()),
        padding(rounds.get(0)),
        peak != null && inFloat
            ? Range.of(rounds, each -> flops / each.cpuSeconds() / 1e9 / peak)
            : null,
        reference == null ? null : agreement(all, reference),
        null,
        new LinkedHashMap<>(rounds.get(0).versions()),
        rounds);
  }

  private Double padding(Measured round) {
    Long computed = round.computedPieces();
    return computed == null ? null : (double) (computed - texts.total()) / computed;
  }

  /** The worst of all rounds. */
  private static Vectors.Agreement agreement(List<Runner.Outcome> all, float[][] reference) {
    Vectors.Agreement least = null;
    for (Runner.Outcome each : all) {
      Vectors.Agreement found = Vectors.Agreement.of(each.vectors(), reference);
      least = least == null || found.worst() < least.worst() ? found : least;
    }
    return least;
  }
}
