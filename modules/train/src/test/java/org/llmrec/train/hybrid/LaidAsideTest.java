package org.llmrec.train.hybrid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.MethodWorld;

class LaidAsideTest {
  private final TrainingData data = MethodWorld.data();

  @Test
  void everyRowIsEitherKeptOrHeld() {
    for (long seed = 0; seed < 50; seed++) {
      LaidAside aside = LaidAside.of(data, 0.2, 0.1, seed);
      int[][] all = data.positives().itemsByUser();
      int[][] kept = aside.kept().positives().itemsByUser();
      for (int user = 0; user < all.length; user++) {
        int[] both =
            IntStream.concat(Arrays.stream(kept[user]), Arrays.stream(aside.held()[user]))
                .sorted()
                .toArray();
        assertArrayEquals(all[user], both, "seed " + seed + ", user " + user);
        for (int item : kept[user]) {
          assertFalse(aside.unmet(item), "seed " + seed);
        }
        // Of eight rows a fifth is held, and those of items that lost theirs.
        long known = Arrays.stream(aside.held()[user]).filter(i -> !aside.unmet(i)).count();
        assertTrue(known <= 2 && aside.held()[user].length >= Math.min(2, all[user].length));
      }
    }
  }

  @Test
  void withoutAShareOnlyRowsOfHiddenItemsAreHeld() {
    LaidAside aside = LaidAside.of(data, 0, 0.3, 4);
    int hidden = 0;
    for (int[] held : aside.held()) {
      for (int item : held) {
        assertTrue(aside.unmet(item));
        hidden++;
      }
    }
    assertTrue(hidden > 0);
  }

  @Test
  void whoHasOneRowKeepsIt() {
    TrainingData few = data.keeping(row -> row == 0 || row == 9 || row == 10);
    LaidAside aside = LaidAside.of(few, 0.9, 0, 3);
    int[][] kept = aside.kept().positives().itemsByUser();
    for (int user = 0; user < kept.length; user++) {
      int all = few.positives().itemsByUser()[user].length;
      assertEquals(Math.min(1, all), kept[user].length);
    }
  }

  @Test
  void whatIsKeptMayUseTextsOfTheWholeAndHasNothingToStopBy() {
    TrainingData kept = LaidAside.of(data, 0.2, 0.1, 1).kept();
    assertTrue(kept.admits(data.hash()));
    assertTrue(kept.stopping().isEmpty());
    assertEquals(data.items(), kept.items());
  }
}
