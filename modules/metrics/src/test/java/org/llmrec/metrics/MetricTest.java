package org.llmrec.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "precision@10",
        "recall@1",
        "ndcg@100",
        "map@10",
        "map",
        "mrr",
        "mrr@5",
        "hit@10",
        "auc"
      })
  void aLabelNamesTheMetricThatWroteIt(String label) {
    assertEquals(label, Metric.named(label).label());
    assertEquals(label, Metric.named(label).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ndgc@10", "NDCG@10", "ndcg@", "ndcg@0", "ndcg@-1", "ndcg@010", "ndcg@1e3"})
  void otherNamesAreRefused(String label) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Metric.named(label));
    assertTrue(refusal.getMessage().contains('"' + label + '"'), refusal.getMessage());
  }

  @Test
  void aucIsOfTheWholeRanking() {
    assertThrows(IllegalArgumentException.class, () -> Metric.named("auc@10"));
  }

  @Test
  void gainsCountAsTheyAreAndTheIdealListIsCut() {
    // Grade 1 first, grade 3 second, of grades 3, 2, 1: linear gain, ideal 3 then 2 at a cut of 2.
    RankedRelevance ranking =
        RankedRelevance.ofList(new int[] {4, 6}, new int[] {4, 5, 6}, new int[] {1, 2, 3});
    double discount = Math.log(2) / Math.log(3);
    assertEquals(
        (1 + 3 * discount) / (3 + 2 * discount), Metric.named("ndcg@2").of(ranking), 1e-15);
    assertEquals(
        (1 + 3 * discount) / (3 + 2 * discount + .5), Metric.named("ndcg").of(ranking), 1e-15);
  }

  @Test
  void aPairOfTiedItemsCountsHalf() {
    float[] scores = {.9f, .4f, .4f, .1f};
    RankedRelevance ranking = RankedRelevance.expected(scores, null, null, new int[] {0, 1}, null);
    assertEquals(.875, Metric.named("auc").of(ranking));
  }

  @Test
  void withoutAnyOtherCandidateThereIsNothingToTellApart() {
    RankedRelevance ranking =
        RankedRelevance.expected(new float[2], null, null, new int[] {0, 1}, null);
    assertEquals(.5, Metric.named("auc").of(ranking));
  }
}
