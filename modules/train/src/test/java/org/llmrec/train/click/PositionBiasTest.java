package org.llmrec.train.click;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.judgement.Click;
import org.llmrec.data.judgement.ClickTable;
import org.llmrec.metrics.TopK;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.train.list.ListLearner;
import org.llmrec.train.list.ListLearning;
import org.llmrec.train.list.RankedList;

/** Who looks where, found out from clicks, and what is learnt once it is known. */
class PositionBiasTest {
  private static Click seen(String item, int position, long impressions, long clicks) {
    return new Click(
        "q", item, position, impressions, clicks, Optional.empty(), Interaction.NO_TIME);
  }

  @Test
  void twoPositionsOfOneItemTellTheirRatio() {
    // 40 % of those who see it first click, 10 % of those who see it second: they look at a
    // quarter.
    ClickTable table =
        new ClickTable.Builder()
            .add(seen("a", 1, 1_000, 400))
            .add(seen("a", 2, 1_000, 100))
            .build();
    Propensities found = PositionBias.estimate(table);
    assertArrayEquals(new double[] {1, 0.25}, found.byPosition(), 1e-3);
    // Equal impressions weighed: (400 + 4 * 100) / 2,000.
    double relevance = ClickTargets.of(table, found, ClickTargets.CLIP).get("q").get("a");
    assertEquals(0.4, relevance, 1e-3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void propensitiesAreRecoveredFromChangingRankings(long seed) {
    Propensities found = PositionBias.estimate(new ClickSimulation(seed).clicks(8, 200));
    for (int position = 1; position <= ClickSimulation.ITEMS; position++) {
      assertEquals(
          ClickSimulation.looks(position),
          found.of(position),
          0.03,
          "seed " + seed + ", position " + position);
      assertTrue(found.linked()[position - 1]);
    }
  }

  @Test
  void aPositionThatNothingLinksWithTheFirstHasThatOfTheOneBefore() {
    ClickTable table =
        new ClickTable.Builder()
            .add(seen("a", 1, 1_000, 400))
            .add(seen("a", 2, 1_000, 200))
            .add(seen("b", 3, 1_000, 10))
            .add(seen("b", 4, 1_000, 5))
            .add(seen("never clicked", 2, 1_000, 0))
            .add(seen("never clicked", 4, 1_000, 0))
            .build();
    Propensities found = PositionBias.estimate(table);
    assertArrayEquals(new boolean[] {true, true, false, false}, found.linked());
    assertArrayEquals(new double[] {1, 0.5, 0.5, 0.5}, found.byPosition(), 1e-3);
    assertEquals(found.of(4), found.of(99));
  }

  @Test
  void chanceClicksFarDownCountNoMoreThanTheClipAllows() {
    ClickTable table =
        new ClickTable.Builder().add(seen("a", 1, 10, 4)).add(seen("b", 2, 10, 1)).build();
    Propensities rare = new Propensities(new double[] {1, 0.01}, new boolean[] {true, true}, 0);
    SortedMap<String, Double> clipped = ClickTargets.of(table, rare, 0.1).get("q");
    assertEquals(Map.of("a", 0.4, "b", 1.0), clipped);
    assertEquals(10, ClickTargets.of(table, rare, 0.01).get("q").get("b"), 1e-9);
    assertEquals(
        Map.of("a", 0.4, "b", 0.1), ClickTargets.of(table, Propensities.none(), 0.1).get("q"));
  }

  /** The rankings that were clicked on went by popularity, which has nothing to do with it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRankerLearntFromWeightedClicksBeatsOneFromClicksAsTheyAre(long seed) {
    ClickSimulation people = new ClickSimulation(seed);
    ClickTable clicks = people.clicks(6, 30);
    double corrected = precision(people, clicks, PositionBias.estimate(clicks));
    double raw = precision(people, clicks, Propensities.none());
    assertTrue(
        corrected > raw + 0.02, "seed " + seed + ": corrected " + corrected + ", raw " + raw);
  }

  /**
   * Learns from the first half of the queries; the share of relevant ones ranked first, of others.
   */
  private static double precision(
      ClickSimulation people, ClickTable clicks, Propensities propensities) {
    SortedMap<String, SortedMap<String, Double>> targets =
        ClickTargets.of(clicks, propensities, ClickTargets.CLIP);
    int half = ClickSimulation.QUERIES / 2;
    List<RankedList> lists = new ArrayList<>();
    for (int query = 0; query < half; query++) {
      float[] own = new float[ClickSimulation.ITEMS];
      for (int item = 0; item < own.length; item++) {
        own[item] = targets.get("q" + query).get("i" + item).floatValue();
      }
      RankedList.of(people.features[query], own).ifPresent(lists::add);
    }
    ListLearning how = new ListLearning("test.learning-rate", 0, 60, 16, 0.05, 0, 0, 1);
    ListNetwork network = new ListLearner(lists, 2, how).learn(0, 1, 1).network();
    double sum = 0;
    int asked = 0;
    for (int query = half; query < ClickSimulation.QUERIES; query++) {
      float[] scores = new float[ClickSimulation.ITEMS];
      network.add(people.features[query], scores);
      int relevant = 0;
      int found = 0;
      int[] order = TopK.of(scores, scores.length);
      for (boolean each : people.relevant[query]) {
        relevant += each ? 1 : 0;
      }
      for (int at = 0; at < relevant; at++) {
        found += people.relevant[query][order[at]] ? 1 : 0;
      }
      if (relevant > 0) {
        sum += (double) found / relevant;
        asked++;
      }
    }
    return sum / asked;
  }

  @Test
  void nothingTellsNothing() {
    ClickTable nothing = new ClickTable.Builder().build();
    assertThrows(ConfigException.class, () -> PositionBias.estimate(nothing));
    assertThrows(
        IllegalArgumentException.class, () -> ClickTargets.of(nothing, Propensities.none(), 0));
    assertThrows(IllegalArgumentException.class, () -> Propensities.none().of(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Propensities(new double[] {1, 0}, new boolean[] {true, true}, 0));
  }
}
