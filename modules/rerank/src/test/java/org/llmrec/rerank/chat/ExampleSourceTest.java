package org.llmrec.rerank.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.TrainingHistories;

/** Where examples come from. */
class ExampleSourceTest {

  @Test
  void noHeldOutInteractionIsEverInAnExample() {
    for (long seed = 0; seed < 5; seed++) {
      for (Protocol protocol : List.of(Protocol.A_TRAIN, Protocol.B, Protocol.C)) {
        InteractionTable table = Crowd.draw(seed, 40, 60, 30);
        ProtocolSplit split = ProtocolSplit.of(table, ProtocolOptions.of(protocol, seed));
        TrainingHistories histories = histories(split.testing(), false);
        Set<String> heldOut = new HashSet<>();
        for (EvaluationCase each : split.testCases()) {
          for (int item : each.relevant()) {
            heldOut.add(each.id() + " " + split.items().get(item));
          }
        }
        for (ExampleSource source : sources(histories, seed)) {
          for (EvaluationCase each : split.testCases()) {
            List<Target> hidden = new ArrayList<>();
            for (int item : each.relevant()) {
              hidden.add(Target.of(histories.item(item)));
            }
            String label = "seed " + seed + ", " + protocol + ", " + source.getClass();
            List<Example.Continued> examples = source.examples(each.id(), hidden, 3);
            assertTrue(examples.size() <= 3, label);
            for (Example.Continued example : examples) {
              String user = owner(histories, example);
              assertNotEquals(each.id(), user, label);
              for (HistoryItem item : example.items()) {
                assertTrue(!heldOut.contains(user + " " + item.id()), label);
              }
            }
            if (!examples.isEmpty()) {
              // Refuses examples that show a target.
              new Injection(List.copyOf(examples), hidden);
            }
          }
        }
      }
    }
  }

  @Test
  void anExampleIsTheEndOfAHistory() {
    TrainingHistories histories = histories(hand(), true);
    List<Example.Continued> all = new RandomExamples(histories, 2, 1).examples("a", List.of(), 9);
    assertEquals(3, all.size());
    Example.Continued ofB = all.stream().filter(e -> e.next().id().equals("i4")).toList().get(0);
    assertEquals(List.of("i2", "i3"), ofB.history().items().stream().map(HistoryItem::id).toList());
    assertEquals(5, ofB.rated().item().value().getAsDouble());
    assertEquals(Whose.OTHER, ofB.whose());
  }

  @Test
  void whoWouldShowTheTargetIsPassedOver() {
    TrainingHistories histories = histories(hand(), false);
    List<Target> hidden = List.of(new Target("i4", "other words"));
    for (Example.Continued example : new RandomExamples(histories, 2, 1).examples("a", hidden, 9)) {
      assertTrue(example.items().stream().noneMatch(item -> item.id().equals("i4")));
    }
    assertEquals(2, new RandomExamples(histories, 2, 1).examples("a", hidden, 9).size());
  }

  @Test
  void theSimilarAreTheNearestAndTheDiverseAreNotAllAlike() {
    TrainingHistories histories = histories(hand(), false);
    Map<String, float[]> vectors = new TreeMap<>();
    vectors.put("a", new float[] {1, 0});
    vectors.put("b", new float[] {10, 1});
    vectors.put("c", new float[] {5, 0.9f});
    vectors.put("d", new float[] {1, -3});
    UserVectors space = user -> Optional.ofNullable(vectors.get(user));
    assertEquals(
        List.of("b", "c", "d"), users(new SimilarExamples(histories, space, 2, 1), histories, 3));
    assertEquals(
        List.of("b", "d"), users(new DiverseExamples(histories, space, 2, 0.5, 1), histories, 2));
    assertEquals(
        List.of("b", "c", "d"),
        users(new DiverseExamples(histories, space, 2, 1, 1), histories, 3));
  }

  @Test
  void aSeedAndAnAskerDecideTheDraw() {
    TrainingHistories histories =
        histories(TrainingData.everything(Crowd.draw(3, 50, 40, 9)), false);
    ExampleSource source = new RandomExamples(histories, 3, 7);
    assertEquals(source.examples("u1", List.of(), 5), source.examples("u1", List.of(), 5));
    assertNotEquals(source.examples("u1", List.of(), 5), source.examples("u2", List.of(), 5));
    assertNotEquals(
        source.examples("u1", List.of(), 5),
        new RandomExamples(histories, 3, 8).examples("u1", List.of(), 5));
    assertThrows(IllegalArgumentException.class, () -> new RandomExamples(histories, 0, 1));
  }

  private static List<String> users(ExampleSource source, TrainingHistories all, int n) {
    return source.examples("a", List.of(), n).stream().map(e -> owner(all, e)).toList();
  }

  /** The first whose history ends so. */
  private static String owner(TrainingHistories histories, Example.Continued example) {
    List<String> found = new ArrayList<>();
    for (int user = 0; user < histories.users().size(); user++) {
      List<HistoryItem> items = histories.of(user).items();
      int from = items.size() - example.items().size();
      if (from >= 0 && items.subList(from, items.size()).equals(example.items())) {
        found.add(histories.users().get(user));
      }
    }
    assertTrue(!found.isEmpty(), "an example of nobody: " + example);
    return found.get(0);
  }

  private static List<ExampleSource> sources(TrainingHistories histories, long seed) {
    UserVectors vectors =
        user -> {
          Random random = new Random(user.hashCode() * 31L + seed);
          return random.nextInt(5) == 0
              ? Optional.empty()
              : Optional.of(
                  new float[] {
                    (float) random.nextGaussian(),
                    (float) random.nextGaussian(),
                    (float) random.nextGaussian()
                  });
        };
    return List.of(
        new RandomExamples(histories, 4, seed),
        new SimilarExamples(histories, vectors, 4, seed),
        new DiverseExamples(histories, vectors, 4, 0.5, seed));
  }

  private static TrainingHistories histories(TrainingData training, boolean rated) {
    return new TrainingHistories(training, id -> HistoryItem.of(id, "title of " + id), rated);
  }

  /** Users a to d; b met i1 to i4 in this order, though the rows stand otherwise. */
  private static TrainingData hand() {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    rows.add(0, 0, 1, 1);
    rows.add(0, 4, 1, 2);
    rows.add(1, 3, 5, 40);
    rows.add(1, 0, 2, 10);
    rows.add(1, 2, 4, 30);
    rows.add(1, 1, 3, 20);
    rows.add(2, 0, 1, 1);
    rows.add(2, 1, 1, 2);
    rows.add(3, 4, 1, 1);
    rows.add(3, 2, 1, 2);
    return TrainingData.everything(
        rows.build(
            Ids.of(List.of("a", "b", "c", "d")), Ids.of(List.of("i1", "i2", "i3", "i4", "i5"))));
  }
}
