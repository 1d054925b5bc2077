package org.llmrec.data.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Interaction;
import org.llmrec.data.protocol.Tables;

class StableSplitTest {

  /** Whoever has fewer than ten at first is kept whole, as a training that goes on keeps them. */
  @RepeatedTest(20)
  void whatWasInTrainStaysThereHoweverManyRowsCome(RepetitionInfo info) {
    long seed = 4_000 + info.getCurrentRepetition();
    List<Interaction> rows = rows(new Random(seed), 40, 60);
    Collections.shuffle(rows, new Random(seed));
    Set<String> whole = new HashSet<>();
    Set<String> learnt = new HashSet<>();
    for (int day = 1; day <= 6; day++) {
      List<Interaction> soFar = rows.subList(0, rows.size() * day / 6);
      Split split = StableSplit.of(Tables.of(soFar), seed, whole::contains);
      learnt.addAll(Tables.pairs(split.train()));
      Set<String> held = Tables.pairs(split.validation());
      held.addAll(Tables.pairs(split.test()));
      held.retainAll(learnt);
      assertTrue(held.isEmpty(), "seed " + seed + ", day " + day + ": " + held);
      counts(soFar)
          .forEach(
              (user, count) -> {
                if (!StableSplit.split(count)) {
                  whole.add(user);
                }
              });
    }
  }

  @Test
  void partsAreDisjointAndWholeAndEveryoneWithTenHasSomethingInEach() {
    List<Interaction> rows = rows(new Random(5), 200, 80);
    Split split = StableSplit.of(Tables.of(rows), 5);
    Set<String> all = Tables.pairs(split.train());
    assertEquals(split.train().size(), all.size());
    assertTrue(all.addAll(Tables.pairs(split.validation())));
    assertTrue(all.addAll(Tables.pairs(split.test())));
    assertEquals(rows.size(), all.size());
    int[][] test = split.test().itemsByUser();
    int[][] validation = split.validation().itemsByUser();
    counts(rows)
        .forEach(
            (user, count) -> {
              int number = split.test().users().indexOf(user);
              assertEquals(count >= 10, test[number].length > 0, user);
              assertEquals(count >= 10, validation[number].length > 0, user);
            });
    double share = (double) split.test().size() / rows.size();
    assertTrue(share > 0.08 && share < 0.14, "test share " + share);
  }

  @Test
  void theSplitDependsOnTheSeedAndNotOnOthersNorOnTheOrderOfRows() {
    List<Interaction> rows = rows(new Random(6), 30, 50);
    Split split = StableSplit.of(Tables.of(rows), 6);
    Collections.shuffle(rows, new Random(6));
    assertEquals(split.hash(), StableSplit.of(Tables.of(rows), 6).hash());
    assertFalse(split.hash().equals(StableSplit.of(Tables.of(rows), 7).hash()));
    Set<String> own = Tables.pairs(split.test());
    own.removeIf(key -> !key.startsWith("u7/"));
    List<Interaction> alone = rows.stream().filter(row -> row.user().equals("u7")).toList();
    assertEquals(own, Tables.pairs(StableSplit.of(Tables.of(alone), 6).test()));
  }

  /** Up to {@code most} items a user, in the order of items. */
  private static List<Interaction> rows(Random random, int users, int most) {
    List<Interaction> rows = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      int count = 1 + random.nextInt(most);
      for (int item = 0; item < count; item++) {
        rows.add(new Interaction("u" + user, "i" + item, 5, 0));
      }
    }
    return rows;
  }

  private static Map<String, Integer> counts(List<Interaction> rows) {
    Map<String, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.merge(row.user(), 1, Integer::sum));
    return counts;
  }
}
