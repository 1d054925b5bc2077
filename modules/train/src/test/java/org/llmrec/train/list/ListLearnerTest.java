package org.llmrec.train.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.train.internal.Torch;

class ListLearnerTest {
  private static final int CANDIDATES = 20;

  private static ListLearning learning(int hidden, int epochs, double rate) {
    return new ListLearning("rate", hidden, epochs, 8, rate, 0, 0, 1);
  }

  private static List<ListLearner.Learnt> learn(
      List<RankedList> lists, int features, ListLearning how, int scores, long... seeds) {
    ListLearner learner = new ListLearner(lists, features, how);
    List<ListLearner.Learnt> learnt = new ArrayList<>();
    try (Torch torch = Torch.open(1, 1)) {
      for (long seed : seeds) {
        learnt.add(learner.learn(torch, scores, seed));
      }
    }
    return learnt;
  }

  /** Lists whose positive is the candidate with the highest value of one feature. */
  private static List<RankedList> lists(int features, int telling, int count) {
    SplittableRandom random = new SplittableRandom(9);
    List<RankedList> lists = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float[] values = new float[CANDIDATES * features];
      int best = 0;
      for (int i = 0; i < CANDIDATES; i++) {
        for (int f = 0; f < features; f++) {
          values[i * features + f] = (float) (3 + 2 * random.nextGaussian());
        }
        if (values[i * features + telling] > values[best * features + telling]) {
          best = i;
        }
      }
      for (int f = 0; f < features; f++) {
        float first = values[f];
        values[f] = values[best * features + f];
        values[best * features + f] = first;
      }
      lists.add(new RankedList(values, 1, CANDIDATES));
    }
    return lists;
  }

  /** n candidates of equal scores: the loss is ln n, however long other lists of the batch are. */
  @Test
  void theLossOfEqualScoresIsTheLogarithmOfTheirNumber() {
    RankedList four = new RankedList(new float[4], 1, 4);
    RankedList nine = new RankedList(new float[9], 2, 9);
    double loss =
        learn(List.of(four, nine), 1, learning(0, 1, 1e-7), 0, 1)
            .getFirst()
            .curve()
            .getFirst()
            .loss();
    assertEquals((Math.log(4) + Math.log(9)) / 2, loss, 1e-6);
  }

  /** Scores whose softmax is the weights' shares lose least. */
  @Test
  void positivesWeighWhatTheySay() {
    float[][] oneEach = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}};
    RankedList list = RankedList.of(oneEach, new float[] {1, 0, 3, 0}).orElseThrow();
    assertArrayEquals(new float[] {1, 3}, list.weights());
    assertArrayEquals(
        new float[] {1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0}, list.features(), "positives first");
    ListNetwork network =
        learn(List.of(list), 3, learning(0, 500, 0.05), 0, 1).getFirst().network();
    assertEquals(Math.log(3), network.direct()[2] - network.direct()[0], 0.02);
    assertTrue(network.direct()[1] < network.direct()[0]);
    assertTrue(RankedList.of(oneEach, new float[4]).isEmpty());
    assertTrue(RankedList.of(oneEach, new float[] {1, 1, 1, 1}).isEmpty());
  }

  @Test
  void learnsWhichFeatureTells() {
    List<RankedList> lists = lists(3, 1, 64);
    for (int hidden : new int[] {0, 8}) {
      ListNetwork network = learn(lists, 3, learning(hidden, 60, 0.05), 3, 1).getFirst().network();
      int right = 0;
      for (RankedList list : lists(3, 1, 64)) {
        float[] scores = scores(network, list, 3);
        right += Arrays.stream(order(scores)).findFirst().orElseThrow() == 0 ? 1 : 0;
      }
      assertTrue(right >= 60, hidden + " hidden: " + right + " of 64");
    }
  }

  private static float[] scores(ListNetwork network, RankedList list, int features) {
    float[][] columns = new float[features][CANDIDATES];
    for (int i = 0; i < CANDIDATES; i++) {
      for (int f = 0; f < features; f++) {
        columns[f][i] = list.features()[i * features + f];
      }
    }
    float[] scores = new float[CANDIDATES];
    network.add(columns, scores);
    return scores;
  }

  private static int[] order(float[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b], scores[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The last loss of the engine, by what the network says of the features as they are. */
  @Test
  void whatIsScoredIsWhatWasLearnt() {
    List<RankedList> lists = lists(4, 2, 1);
    ListLearner.Learnt before = learn(lists, 4, learning(8, 1, 1e-7), 4, 5).getFirst();
    float[] scores = scores(before.network(), lists.getFirst(), 4);
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - scores[0]);
    }
    assertEquals(before.curve().getFirst().loss(), Math.log(sum), 1e-5);
  }

  /** Who lacks the feature is positive, so its value is learnt to be one that speaks for it. */
  @Test
  void learnsWhatAMissingFeatureStandsFor() {
    SplittableRandom random = new SplittableRandom(4);
    List<RankedList> lists = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      float[] values = new float[CANDIDATES];
      for (int i = 1; i < CANDIDATES; i++) {
        values[i] = (float) (50 + 10 * random.nextGaussian());
      }
      values[0] = Float.NaN;
      lists.add(new RankedList(values, 1, CANDIDATES));
    }
    ListLearning how = learning(0, 40, 0.05);
    ListNetwork network =
        new ListLearner(lists, 1, how, true, Optional.empty()).learn(1, 1, 1).network();
    float[] scores = scores(network, lists.getFirst(), 1);
    assertEquals(0, order(scores)[0]);
    assertTrue(Math.abs(network.missing()[0] - 50) > 10, "found " + network.missing()[0]);
    // Standardised while learning, the value is in the feature's own unit at last.
    float[] same = new float[1];
    network.add(new float[][] {{network.missing()[0]}}, same);
    assertEquals(scores[0], same[0], 1e-5);
  }

  @Test
  void equalSeedsLearnTheSameAndOthersSomethingElse() {
    List<RankedList> lists = lists(3, 1, 16);
    List<ListLearner.Learnt> learnt = learn(lists, 3, learning(4, 3, 0.01), 3, 1, 1, 2);
    float[] first = learnt.get(0).network().weight();
    assertTrue(Arrays.equals(first, learnt.get(1).network().weight()));
    assertTrue(!Arrays.equals(first, learnt.get(2).network().weight()));
  }
}
