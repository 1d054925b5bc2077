package org.llmrec.lab.rerank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Progress;

class StrategyStudyTest {
  private static final StudyOptions SMALL = new StudyOptions(2, 40, 0.95, 0, 4, 2, 1);

  private static Map<String, StrategyResult> byName(List<StrategyResult> results) {
    return results.stream().collect(Collectors.toMap(StrategyResult::name, r -> r));
  }

  @Test
  void anOracleThatNeverErrsIsPerfectByEveryStrategyThatSorts() {
    Map<String, StrategyResult> results =
        byName(StrategyStudy.run(new StudyOptions(2, 40, 1, 0, 4, 2, 1), Progress.silent()));
    for (String name :
        List.of(
            "all pairs",
            "heap of pairs for 4 places",
            "sliding, 4 passes",
            "setwise heap of 4 for 4 places",
            "listwise 20/10")) {
      StrategyResult result = results.get(name);
      assertEquals(1, result.original(), 1e-9, name);
      assertEquals(1, result.reversed(), 1e-9, name);
      assertEquals(1, result.shuffled(), 1e-9, name);
    }
    assertEquals(40 * 39, results.get("all pairs").prompts());
  }

  @Test
  void allPairsHardlyCareForTheOrderAndSlidingDoes() {
    Map<String, StrategyResult> results = byName(StrategyStudy.run(SMALL, Progress.silent()));
    StrategyResult pairs = results.get("all pairs");
    StrategyResult sliding = results.get("sliding, 1 pass");
    assertTrue(Math.abs(pairs.original() - pairs.reversed()) < 0.25, pairs.toString());
    assertTrue(sliding.original() > sliding.reversed(), sliding.toString());
  }

  @Test
  void theSameSeedGivesTheSameFigures() {
    assertEquals(
        StrategyStudy.run(SMALL, Progress.silent()), StrategyStudy.run(SMALL, Progress.silent()));
  }

  @Test
  void thePicturesAreWellFormedAndNameEveryStrategy() throws Exception {
    List<StrategyResult> results = StrategyStudy.run(SMALL, Progress.silent());
    for (String svg :
        List.of(StrategyPlot.prompts(SMALL, results), StrategyPlot.tokens(SMALL, results))) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
      results.stream()
          .skip(1)
          .forEach(result -> assertTrue(svg.contains(">" + result.name() + "<"), result.name()));
    }
    assertEquals(2 + results.size(), StrategyPlot.table(SMALL, results).lines().count());
  }
}
