package org.llmrec.data.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.table.InteractionTable;

/** B, C and the cold protocols on cases small enough to follow. */
class WorkedProtocolsTest {

  /** From {@code user item time}, separated by commas. */
  private static InteractionTable table(String rows) {
    List<Interaction> list = new ArrayList<>();
    for (String row : rows.split(", ", -1)) {
      String[] cells = row.split(" ", -1);
      list.add(new Interaction(cells[0], cells[1], 5, Long.parseLong(cells[2])));
    }
    return Tables.of(list);
  }

  private static String items(ProtocolSplit split, int[] numbers) {
    return String.join(" ", Arrays.stream(numbers).mapToObj(split.items()::get).toList());
  }

  private static String history(ProtocolSplit split, EvaluationCase each) {
    return items(split, ((Asker.Reader) each.asker()).history());
  }

  @Test
  void leaveLastOutGoesByTimeAndThenByItem() {
    InteractionTable table =
        table(
            "ann x 30, ann y 10, ann z 20, ann w 30, bob y 1, bob x 1, bob z 1, cid x 5, cid y 6");
    ProtocolSplit split = ProtocolSplit.of(table, ProtocolOptions.of(Protocol.B, 1));
    assertEquals(List.of("ann", "bob"), split.users().asList());
    EvaluationCase ann = split.validationCases().get(0);
    assertEquals("y z", history(split, ann));
    assertEquals(20, ((Asker.Reader) ann.asker()).time());
    assertEquals("y z", items(split, ann.masked()));
    assertEquals("w", items(split, ann.relevant()));
    ann = split.testCases().get(0);
    assertEquals("y z w", history(split, ann));
    assertEquals(30, ((Asker.Reader) ann.asker()).time());
    assertEquals("w y z", items(split, ann.masked()));
    assertEquals("x", items(split, ann.relevant()));
    EvaluationCase bob = split.testCases().get(1);
    assertEquals("x y", history(split, bob));
    assertEquals("z", items(split, bob.relevant()));
    assertEquals(
        new TreeSet<>(Set.of("ann/y", "ann/z", "ann/w", "bob/x", "bob/y")),
        Tables.pairs(split.testing().positives()));
  }

  @Test
  void globalTimeKeepsWhatIsUnknownAndNeverCutsThroughATie() {
    // Of ten, the last in time is test; the last but one ties with two others.
    InteractionTable table =
        table("a x 1, a y 2, b x 3, b y 4, c x 5, c y 6, " + "a z 7, b z 7, new y 7, new w 8");
    ProtocolSplit split = ProtocolSplit.of(table, ProtocolOptions.of(Protocol.C, 1));
    assertEquals(6, split.tuning().positives().size());
    assertEquals(
        List.of("a", "b", "new"),
        split.validationCases().stream().map(EvaluationCase::id).toList());
    EvaluationCase unknown = split.validationCases().get(2);
    assertEquals(Set.of("user:unknown", "history:0"), unknown.slices());
    assertEquals(Asker.Reader.UNKNOWN, ((Asker.Reader) unknown.asker()).user());
    EvaluationCase test = split.testCases().get(0);
    assertEquals("new", test.id());
    assertEquals("y", history(split, test));
    assertEquals("w", items(split, test.relevant()));
    assertEquals(Set.of("history:1-9"), test.slices());
    assertEquals(2, split.counts().get("validation of unknown items"));
    assertEquals(1, split.counts().get("validation of unknown users"));
    assertEquals(1, split.counts().get("test of unknown items"));
    assertEquals(0, split.counts().get("test of unknown users"));
  }

  @Test
  void timesThatCannotBeToldApartAreRefused() {
    InteractionTable table = table("a x 1, a y 1, b x 1, b y 1, c x 1, c y 1");
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> ProtocolSplit.of(table, ProtocolOptions.of(Protocol.C, 1)));
    assertTrue(e.getMessage().contains("too coarse"), e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"B", "C", "COLD_USERS"})
  void aProtocolByTimeNamesThePositiveWithoutOne(Protocol protocol) {
    List<Interaction> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long time = i == 17 ? Interaction.NO_TIME : i;
      rows.add(new Interaction("u" + i / 10, "i" + i, 5, time));
    }
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> ProtocolSplit.of(Tables.of(rows), ProtocolOptions.of(protocol, 1)));
    for (String part : List.of(protocol.label(), "'u1'", "'i17'", "1 of 40")) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  @Test
  void coldItemsAreRankedAmongThemselvesAndAmongAll() {
    // Ten users like all of ten items: two go cold, one for validation and one for the test.
    List<Interaction> rows = new ArrayList<>();
    for (int u = 0; u < 10; u++) {
      for (int i = 0; i < 10; i++) {
        rows.add(new Interaction("u" + u, "i" + i, 5, i));
      }
    }
    ProtocolSplit split =
        ProtocolSplit.of(Tables.of(rows), ProtocolOptions.of(Protocol.COLD_ITEMS, 1));
    assertEquals(80, split.testing().positives().size());
    assertEquals(20, split.testCases().size());
    EvaluationCase heldOut = split.testCases().get(0);
    EvaluationCase all = split.testCases().get(1);
    assertEquals("u0/held-out", heldOut.id());
    assertEquals("u0/all", all.id());
    assertEquals(Set.of("ranked:held-out", "history:1-9"), heldOut.slices());
    assertEquals(Set.of("ranked:all", "history:1-9"), all.slices());
    assertArrayEquals(heldOut.relevant(), heldOut.candidates());
    assertNull(all.candidates());
    assertEquals(9, all.masked().length, "8 of training and the one of validation");
    assertEquals(8, split.validationCases().get(1).masked().length);
    assertArrayEquals(
        split.validationCases().get(1).relevant(),
        Arrays.stream(all.masked())
            .filter(item -> split.testing().positives().popularity()[item] == 0)
            .toArray());
  }

  @Test
  void aColdUserIsKnownByTheFirstPositivesInTime() {
    List<Interaction> rows = new ArrayList<>();
    for (int u = 0; u < 10; u++) {
      for (int i = 0; i < 10; i++) {
        rows.add(new Interaction("u" + u, "i" + i, 5, 100 - i));
      }
    }
    ProtocolSplit split =
        ProtocolSplit.of(Tables.of(rows), ProtocolOptions.of(Protocol.COLD_USERS, 1));
    assertEquals(80, split.testing().positives().size());
    assertEquals(3, split.testCases().size());
    List<String> histories = List.of("i9", "i9 i8 i7", "i9 i8 i7 i6 i5");
    for (int c = 0; c < 3; c++) {
      EvaluationCase each = split.testCases().get(c);
      assertTrue(each.id().endsWith("/history-" + (2 * c + 1)), each.id());
      assertEquals(histories.get(c), history(split, each));
      assertEquals(10 - (2 * c + 1), each.relevant().length);
      assertEquals(Set.of("history:" + (2 * c + 1)), each.slices());
    }
  }

  @Test
  void tooLittleDataIsRefusedInWords() {
    InteractionTable table = table("a x 1, a y 2, a z 3, b x 1, b y 2, b z 3");
    for (Protocol protocol : List.of(Protocol.A_TRAIN, Protocol.COLD_ITEMS, Protocol.COLD_USERS)) {
      ConfigException e =
          assertThrows(
              ConfigException.class,
              () -> ProtocolSplit.of(table, ProtocolOptions.of(protocol, 1)),
              protocol.label());
      assertTrue(e.getMessage().startsWith("expected"), e.getMessage());
    }
    ConfigException search =
        assertThrows(
            ConfigException.class,
            () -> ProtocolSplit.of(table, ProtocolOptions.of(Protocol.SEARCH, 1)));
    assertTrue(search.getMessage().contains("qrels"), search.getMessage());
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThrows(ConfigException.class, () -> options(2, 0.1, 0.2, 5, List.of(1)));
    assertThrows(ConfigException.class, () -> options(10, 0.5, 0.2, 5, List.of(1)));
    assertThrows(ConfigException.class, () -> options(10, Double.NaN, 0.2, 5, List.of(1)));
    assertThrows(ConfigException.class, () -> options(10, 0.1, 1, 5, List.of(1)));
    assertThrows(ConfigException.class, () -> options(10, 0.1, 0.2, 0, List.of(1)));
    assertThrows(ConfigException.class, () -> options(10, 0.1, 0.2, 5, List.of()));
    assertThrows(ConfigException.class, () -> options(10, 0.1, 0.2, 5, List.of(3, 1)));
    assertThrows(ConfigException.class, () -> options(10, 0.1, 0.2, 5, List.of(0, 1)));
  }

  private static ProtocolOptions options(
      int minPositives, double share, double cold, int minItem, List<Integer> histories) {
    return new ProtocolOptions(
        Protocol.COLD_USERS, 1, minPositives, share, cold, minItem, histories);
  }
}
