package org.llmrec.train.hybrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Progress;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.rank.list.Signals;
import org.llmrec.train.internal.Workers;
import org.llmrec.train.list.RankedList;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.MethodWorld;
import org.llmrec.train.method.Settings;

class TakenOutTest {
  private final TrainingData data = MethodWorld.data();
  private final int[][] all = data.positives().itemsByUser();

  private static List<UserLists> lists(TakenOut out, int depth) throws Exception {
    HybridSettings how =
        HybridSettings.read(Settings.of(Hybrid.NAME, Map.of("text", false, "dims", 4)));
    FitContext context =
        new FitContext(1, 1, Optional.empty(), Path.of("unused"), Progress.silent());
    Signals signals = new SignalsFit(how, Optional.empty(), context).on(out.others());
    try (Workers workers = new Workers(1, Hybrid.NAME)) {
      return out.lists(signals, depth, workers);
    }
  }

  @Test
  void whoIsTakenOutLeavesNoRowAndNobodyElseLosesOne() {
    for (long seed = 0; seed < 50; seed++) {
      TakenOut out = TakenOut.of(data, 0.3, seed);
      int[][] left = out.others().positives().itemsByUser();
      int gone = 0;
      for (int user = 0; user < all.length; user++) {
        assertTrue(left[user].length == 0 || left[user].length == all[user].length);
        gone += left[user].length < all[user].length ? 1 : 0;
      }
      assertEquals(gone == 0, out.isEmpty(), "seed " + seed);
      assertTrue(gone < all.length / 2, "seed " + seed + ": " + gone);
      assertTrue(out.others().admits(data.hash()));
    }
    assertTrue(TakenOut.of(data, 0, 1).isEmpty());
  }

  /** With every item in the list, all that comes after what is known is positive there. */
  @Test
  void everyFewFirstItemsGiveAListOfAllThatFollows() throws Exception {
    TakenOut out = TakenOut.of(data, 0.3, 4);
    List<UserLists> lists = lists(out, data.items().size());
    assertFalse(lists.isEmpty());
    int[][] left = out.others().positives().itemsByUser();
    int[] users =
        IntStream.range(0, all.length)
            .filter(user -> left[user].length < all[user].length)
            .toArray();
    assertEquals(users.length, lists.size());
    for (int i = 0; i < users.length; i++) {
      UserLists own = lists.get(i);
      assertEquals(0, left[users[i]].length);
      assertTrue(own.judged().isEmpty());
      int rows = all[users[i]].length;
      int list = 0;
      for (int known : new int[] {1, 2, 3, 5, 10}) {
        if (known < rows) {
          RankedList teaching = own.teaching().get(list++);
          assertEquals(rows - known, teaching.positives());
          assertEquals(data.items().size() - known, teaching.length());
        }
      }
      assertEquals(list, own.teaching().size());
    }
  }

  @Test
  void ofOneRowNothingIsToBeFound() {
    boolean[] seen = new boolean[data.users().size()];
    TrainingData single =
        data.keeping(
            row -> {
              boolean first = !seen[data.positives().user(row)];
              seen[data.positives().user(row)] = true;
              return first;
            });
    assertTrue(TakenOut.of(single, 0.9, 1).isEmpty());
  }
}
