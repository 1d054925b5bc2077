package org.llmrec.train.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

class PositivesTest {

  @Test
  void usersWithoutTrainAndItemsWithoutCatalogueAreLeftOut() {
    Ids users = Ids.of(List.of("a", "b", "c"));
    Ids items = Ids.of(List.of("x", "gone", "y"));
    // User b's only train item is not in the catalogue, so b cannot be learnt.
    Split split =
        new Split(
            table(users, items, 0, 2, 0, 0, 1, 1, 2, 0),
            table(users, items, 1, 0, 2, 2),
            table(users, items, 0, 1));
    Positives positives = Positives.of(split, List.of("y", "z", "x"));
    assertEquals(List.of("a", "c"), positives.users());
    assertArrayEquals(new int[][] {{0, 2}, {2}}, positives.train());
    assertArrayEquals(new int[][] {{}, {0}}, positives.validation());
    assertArrayEquals(new int[][] {{}, {}}, positives.test());
    assertEquals(2, positives.dropped());
  }

  private static InteractionTable table(Ids users, Ids items, int... pairs) {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int i = 0; i < pairs.length; i += 2) {
      rows.add(pairs[i], pairs[i + 1], 1, 0);
    }
    return rows.build(users, items);
  }
}
