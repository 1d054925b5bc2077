package org.llmrec.enrich.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.llmrec.enrich.report.Duplicates;
import org.llmrec.enrich.report.Lengths;

class TalliesTest {
  private static final long SEED = 20261129;

  @Test
  void duplicatesAreThoseOfAMap() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 20; round++) {
      String where = "seed " + SEED + " round " + round;
      DuplicateTally tally = new DuplicateTally();
      Map<String, Long> expected = new HashMap<>();
      int texts = random.nextInt(6_000);
      int distinct = 1 + random.nextInt(3_000);
      for (int i = 0; i < texts; i++) {
        // The lower the number, the more often it comes.
        String text = "text " + (int) (distinct * Math.pow(random.nextDouble(), 3));
        tally.add(text);
        expected.merge(text, 1L, Long::sum);
      }
      long repeated = expected.values().stream().filter(n -> n > 1).mapToLong(n -> n).sum();
      List<Long> most = new ArrayList<>(expected.values());
      most.sort(Collections.reverseOrder());
      Duplicates found = tally.duplicates();
      assertEquals(repeated, found.texts(), where);
      assertEquals(texts == 0 ? 0 : (double) repeated / texts, found.share(), where);
      assertEquals(
          most.stream().filter(n -> n > 1).limit(5).toList(),
          found.top().stream().map(Duplicates.Repeated::items).toList(),
          where);
      found.top().forEach(top -> assertEquals(expected.get(top.text()), top.items(), where));
    }
  }

  @Test
  void percentilesAreThoseOfASortedList() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 50; round++) {
      LengthTally tally = new LengthTally();
      List<Integer> all = new ArrayList<>();
      for (int i = random.nextInt(1, 300); i > 0; i--) {
        int length = random.nextInt(200);
        all.add(length);
        tally.add(length);
      }
      Collections.sort(all);
      assertEquals(
          new Lengths(
              "words",
              all.getFirst(),
              all.get((int) Math.ceil(0.5 * all.size()) - 1),
              all.get((int) Math.ceil(all.size() * 95 / 100.0) - 1),
              all.getLast()),
          tally.lengths("words"),
          "seed " + SEED + " round " + round);
    }
  }

  @Test
  void endlessTextsHaveALengthToo() {
    LengthTally tally = new LengthTally();
    tally.add(1_000_000);
    tally.add(3);
    assertEquals(new Lengths("words", 3, 3, 1_000_000, 1_000_000), tally.lengths("words"));
    assertEquals(new Lengths("tags", 0, 0, 0, 0), new LengthTally().lengths("tags"));
  }

  @Test
  void ofManyKindsTheRestIsCountedTogether() {
    Kinds kinds = new Kinds();
    for (int i = 0; i < 1_000; i++) {
      kinds.add("kind " + i);
    }
    kinds.add("kind 7");
    Map<String, Long> counts = kinds.byCount();
    assertEquals(41, counts.size());
    assertEquals("kind 7", counts.keySet().iterator().next());
    assertEquals(960L, counts.get(Kinds.REST));
    assertEquals(1_001, counts.values().stream().mapToLong(n -> n).sum());
  }

  @Test
  void sharesAreNeverRoundedToAllOrNothing() {
    assertEquals("0.0 %", Figures.percent(0));
    assertEquals("< 0.1 %", Figures.percent(1e-6));
    assertEquals("30.8 %", Figures.percent(0.3083));
    assertEquals("> 99.9 %", Figures.percent(0.99999));
    assertEquals("100.0 %", Figures.percent(1));
    assertEquals("0.00", Figures.cost(0));
    assertEquals("0.000128", Figures.cost(0.0001275));
    assertEquals("1,234.50", Figures.cost(1234.5));
  }
}
