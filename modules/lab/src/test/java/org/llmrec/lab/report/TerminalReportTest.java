package org.llmrec.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrec.lab.result.ExperimentResult;

class TerminalReportTest {
  @Test
  void theLeaderboardStandsInLine() {
    String report = TerminalReport.of(Results.rich(1).build(), 120);

    assertTrue(
        report.contains(
            """
              model                  ndcg@10  95 % interval         sd  difference  95 % interval          Holm p
              ease-text               0.2013  [0.1913, 0.2113]  0.0040     +0.0035  [+0.0009, +0.0061]    0.013 *
              ease                    0.1978  [0.1879, 0.2077]  0.0040    baseline
              ials                    0.1893  [0.1796, 0.1990]  0.0039     -0.0085  [-0.0111, -0.0059]  < 0.001 *
            """),
        report);
    assertTrue(report.contains("* p < 0.05 after Holm's correction"), report);
  }

  @Test
  void whatWasExpectedGainedAndWarnedIsSaid() {
    String report = TerminalReport.of(Results.rich(1).sampled(100).build(), 200);

    assertTrue(report.contains("! Sampled metrics"), report);
    assertTrue(
        report.contains("  met     ease ndcg@10: expected 0.1980 ± 0.0080, found 0.1978"), report);
    assertTrue(
        report.contains("  MISSED  popularity ndcg@10: expected 0.1050 ± 0.0030, found 0.0932"),
        report);
    assertTrue(report.contains("two-tower gains 0.0053 in ndcg@10 over placebo"), report);
    assertTrue(report.contains("which cannot be told from no change"), report);
    assertTrue(report.contains("ridge-ials loses 0.0061 in ndcg@10 against original"), report);
    assertTrue(report.contains("ease: the best lambda, 300, lies at the edge"), report);
  }

  @Test
  void noLineIsWiderThanTheTerminal() {
    for (ExperimentResult result :
        List.of(
            Results.rich(1).build(),
            Results.rich(2).manyModels(40).sampled(99).build(),
            Results.bare(3, 5).build())) {
      for (int width : new int[] {60, 72, 80, 100, 133, 240}) {
        for (String line : TerminalReport.of(result, width).split("\n")) {
          assertTrue(line.codePointCount(0, line.length()) <= width, width + ": " + line);
        }
      }
    }
  }

  @Test
  void narrowerThanSixtyCountsAsSixty() {
    ExperimentResult result = Results.rich(1).build();
    assertEquals(TerminalReport.of(result, 60), TerminalReport.of(result, 10));
  }

  @Test
  void columnsOfWhatIsNotKnownAreLeftOut() {
    String report = TerminalReport.of(Results.bare(1, 2).build(), 80);

    assertFalse(report.contains("interval"), report);
    assertFalse(report.contains("sd"), report);
    assertFalse(report.contains("difference"), report);
    assertTrue(report.contains("  ease      0.2000\n  model-1   0.1960\n"), report);
  }

  @Test
  void namesCannotCommandTheTerminal() {
    ExperimentResult bare = Results.bare(1, 1).build();
    ExperimentResult evil =
        new ExperimentResult(
            "evil\u001B[2J\nname",
            bare.setup(),
            bare.models(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("note\u001B]0;owned\u0007"));
    String report = TerminalReport.of(evil, 80);

    assertTrue(report.chars().allMatch(c -> c == '\n' || !Character.isISOControl(c)), report);
  }

  @Test
  void nothingMeasuredIsNoCrash() {
    String report = TerminalReport.of(Results.bare(1, 0).build(), 80);
    assertFalse(report.contains("Leaderboard"), report);
  }
}
