package org.llmrec.data.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Interaction;
import org.llmrec.data.split.PerUserSplit;
import org.llmrec.data.split.Split;
import org.llmrec.data.split.SplitOptions;
import org.llmrec.data.table.InteractionTable;

/** Protocol A: what is fitted, masked and asked. */
class PerUserProtocolTest {
  private static final InteractionTable POSITIVES = Tables.random(1);
  private static final Split PARTS = PerUserSplit.of(POSITIVES, SplitOptions.protocolA(5));

  private static ProtocolSplit split(Protocol protocol) {
    return ProtocolSplit.of(POSITIVES, ProtocolOptions.of(protocol, 5));
  }

  @Test
  void trainFitsAndScoresTheTestFromTrainAndMasksValidationToo() {
    ProtocolSplit split = split(Protocol.A_TRAIN);
    assertEquals(Tables.rows(PARTS.train()), Tables.rows(split.tuning().positives()));
    assertSame(split.tuning(), split.testing());
    assertEquals(
        Tables.rows(PARTS.validation()), Tables.rows(split.tuning().stopping().orElseThrow()));
    assertEquals(TrainingData.hash(PARTS.train()), split.testing().hash());
    for (EvaluationCase each : split.validationCases()) {
      int user = split.users().indexOf(each.id());
      assertArrayEquals(PARTS.train().itemsByUser()[user], each.masked());
      assertArrayEquals(PARTS.validation().itemsByUser()[user], each.relevant());
      assertHistory(each, user, PARTS.train());
    }
    for (EvaluationCase each : split.testCases()) {
      int user = split.users().indexOf(each.id());
      assertArrayEquals(union(user), each.masked());
      assertArrayEquals(PARTS.test().itemsByUser()[user], each.relevant());
      assertHistory(each, user, PARTS.train());
    }
  }

  @Test
  void refitFitsAndScoresFromBothAndMasksBoth() {
    ProtocolSplit train = split(Protocol.A_TRAIN);
    ProtocolSplit refit = split(Protocol.A_REFIT);
    assertEquals(train.tuning().hash(), refit.tuning().hash());
    assertTrue(refit.testing().stopping().isEmpty());
    TreeSet<String> both = Tables.pairs(PARTS.train());
    both.addAll(Tables.pairs(PARTS.validation()));
    assertEquals(both, Tables.pairs(refit.testing().positives()));
    assertTrue(refit.testing().admits(refit.tuning().hash()));
    assertFalse(refit.tuning().admits(refit.testing().hash()));
    assertNotEquals(train.hash(), refit.hash());
    for (EvaluationCase each : refit.testCases()) {
      int user = split(Protocol.A_REFIT).users().indexOf(each.id());
      assertArrayEquals(union(user), each.masked());
      assertHistory(each, user, refit.testing().positives());
    }
  }

  @Test
  void everyUserWhoStaysIsAskedOnceWithBinaryGainsOverAllItems() {
    ProtocolSplit split = split(Protocol.A_TRAIN);
    List<String> ids = split.testCases().stream().map(EvaluationCase::id).toList();
    assertEquals(split.users().asList(), ids);
    for (EvaluationCase each : split.testCases()) {
      assertEquals(null, each.candidates());
      assertTrue(Arrays.stream(each.gains()).allMatch(gain -> gain == 1));
      assertEquals(each.relevant().length, each.gains().length);
    }
  }

  @Test
  void aHistoryIsInTheOrderOfTimeAndAtOneTimeOfItemIds() {
    List<Interaction> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(new Interaction("late-first", "i" + i, 5, 100 - i));
      rows.add(new Interaction("no-times", "i" + i, 5, Interaction.NO_TIME));
      rows.add(new Interaction("pairs", "i" + i, 5, 100 - i / 2));
    }
    ProtocolSplit split =
        ProtocolSplit.of(Tables.of(rows), ProtocolOptions.of(Protocol.A_REFIT, 3));
    for (EvaluationCase each : split.testCases()) {
      int[] history = ((Asker.Reader) each.asker()).history();
      assertEquals(9, history.length);
      for (int i = 1; i < history.length; i++) {
        int before = history[i - 1];
        int after = history[i];
        boolean right =
            switch (each.id()) {
              case "late-first" -> before > after;
              case "no-times" -> before < after;
              default -> before / 2 > after / 2 || (before / 2 == after / 2 && before < after);
            };
        assertTrue(right, each.id() + " " + Arrays.toString(history));
      }
    }
  }

  @Test
  void aCaseIsInTheSliceOfItsHistory() {
    assertEquals("history:0", WarmCases.slice(0));
    assertEquals("history:1-9", WarmCases.slice(1));
    assertEquals("history:1-9", WarmCases.slice(9));
    assertEquals("history:10-19", WarmCases.slice(10));
    assertEquals("history:20-49", WarmCases.slice(49));
    assertEquals("history:50+", WarmCases.slice(50));
    assertEquals("history:50+", WarmCases.slice(5_000));
    for (EvaluationCase each : split(Protocol.A_TRAIN).testCases()) {
      int length = ((Asker.Reader) each.asker()).history().length;
      assertEquals(Set.of(WarmCases.slice(length)), each.slices());
    }
  }

  private static void assertHistory(EvaluationCase each, int user, InteractionTable known) {
    Asker.Reader reader = (Asker.Reader) each.asker();
    assertEquals(user, reader.user());
    int[] sorted = reader.history().clone();
    Arrays.sort(sorted);
    assertArrayEquals(known.itemsByUser()[user], sorted);
  }

  private static int[] union(int user) {
    TreeSet<Integer> items = new TreeSet<>();
    for (InteractionTable part : List.of(PARTS.train(), PARTS.validation())) {
      for (int item : part.itemsByUser()[user]) {
        items.add(item);
      }
    }
    return items.stream().mapToInt(i -> i).toArray();
  }
}
