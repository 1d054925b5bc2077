package org.llmrec.data.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Interaction;
import org.llmrec.data.protocol.Tables;
import org.llmrec.data.table.InteractionTable;

class PerUserSplitTest {
  /** User {@code u<n>} likes n items, for n = 1 … 40. */
  private static List<Interaction> rows() {
    List<Interaction> rows = new ArrayList<>();
    for (int n = 1; n <= 40; n++) {
      for (int i = 0; i < n; i++) {
        rows.add(new Interaction("u" + n, "i" + (i * 7 + n) % 60, 4 + i % 2, i));
      }
    }
    return rows;
  }

  @Test
  void theOrderOfTheFileDoesNotMatter() {
    List<Interaction> rows = rows();
    Split split = PerUserSplit.of(Tables.of(rows), SplitOptions.protocolA(42));
    Collections.shuffle(rows, new Random(3));
    Split other = PerUserSplit.of(Tables.of(rows), SplitOptions.protocolA(42));
    assertEquals(split.hash(), other.hash());
    assertEquals(Tables.rows(split.train()), Tables.rows(other.train()));
    assertEquals(Tables.rows(split.test()), Tables.rows(other.test()));
    assertEquals(split.train().items().asList(), other.train().items().asList());
    Split reseeded = PerUserSplit.of(Tables.of(rows), SplitOptions.protocolA(43));
    assertNotEquals(split.hash(), reseeded.hash());
  }

  @Test
  void theSplitOfYesterdayIsTheSplitOfToday() {
    // Bundles name their split by this hash: changing the algorithm must be a decision.
    Split split = PerUserSplit.of(Tables.of(rows()), SplitOptions.protocolA(42));
    assertEquals("50de553de5255ae7cb9ea6ad74dc6e6ba87273fc420ed5a91aa3f3472f09eeb0", split.hash());
  }

  @Test
  void theThreePartsAreTheWholeAndHaveTheirSizes() {
    List<Interaction> rows = rows();
    Split split = PerUserSplit.of(Tables.of(rows), SplitOptions.protocolA(1));
    Set<Interaction> seen = new HashSet<>();
    for (InteractionTable part : List.of(split.train(), split.validation(), split.test())) {
      for (Interaction row : Tables.rows(part)) {
        assertTrue(seen.add(row), "twice: " + row);
      }
    }
    Set<Interaction> wanted = new HashSet<>(rows);
    wanted.removeIf(row -> Integer.parseInt(row.user().substring(1)) < 10);
    assertEquals(wanted, seen);
    int[][] test = split.test().itemsByUser();
    int[][] validation = split.validation().itemsByUser();
    for (int user = 0; user < test.length; user++) {
      int n = Integer.parseInt(split.test().users().get(user).substring(1));
      int held = Math.max(1, (int) Math.round(0.1 * n));
      assertEquals(held, test[user].length, "n = " + n);
      assertEquals(held, validation[user].length, "n = " + n);
    }
  }

  @Test
  void smallUsersStayInTrainWhereAskedFor() {
    Split split = PerUserSplit.of(Tables.of(rows()), SplitOptions.everybody(1));
    assertEquals(40, split.train().users().size());
    assertEquals(9, split.train().itemsByUser()[split.train().users().indexOf("u9")].length);
    assertEquals(0, split.test().itemsByUser()[split.test().users().indexOf("u9")].length);
    // What another user does changes nothing for this one.
    Split protocolA = PerUserSplit.of(Tables.of(rows()), SplitOptions.protocolA(1));
    assertEquals(
        new HashSet<>(Tables.rows(protocolA.test())), new HashSet<>(Tables.rows(split.test())));
  }

  @Test
  void itemsOfNobodyWhoStaysAreLeftOut() {
    List<Interaction> rows = rows();
    rows.add(new Interaction("small", "only-here", 5, 0));
    Split split = PerUserSplit.of(Tables.of(rows), SplitOptions.protocolA(1));
    assertEquals(-1, split.train().items().indexOf("only-here"));
    assertEquals(
        new ArrayList<>(new TreeSet<>(split.train().items().asList())),
        split.train().items().asList());
  }

  @Test
  void aRepeatedPairIsRefused() {
    List<Interaction> rows = rows();
    rows.add(rows.getLast());
    InteractionTable table = Tables.of(rows);
    assertThrows(
        IllegalArgumentException.class, () -> PerUserSplit.of(table, SplitOptions.protocolA(1)));
  }
}
