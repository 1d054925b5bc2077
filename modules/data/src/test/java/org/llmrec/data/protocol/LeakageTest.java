package org.llmrec.data.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.core.Interaction;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.InteractionTable;

/** Whatever the positives, nothing that is asked for can be learnt, by any protocol. */
class LeakageTest {
  private static final int TABLES = 25;

  @ParameterizedTest
  @EnumSource(value = Protocol.class, mode = EnumSource.Mode.EXCLUDE, names = "SEARCH")
  void everyPositiveOfTheBaseIsInExactlyOnePart(Protocol protocol) {
    for (long seed = 1; seed <= TABLES; seed++) {
      InteractionTable table = Tables.random(seed);
      Split parts = Splits.of(table, protocol, seed).parts();
      Set<String> seen = new HashSet<>();
      for (InteractionTable part : List.of(parts.train(), parts.validation(), parts.test())) {
        assertEquals(part.size(), Tables.pairs(part).size(), () -> protocol + " repeats a row");
        for (String pair : Tables.pairs(part)) {
          assertTrue(seen.add(pair), "seed " + seed + ": " + pair + " in two parts");
        }
      }
      assertEquals(base(table, protocol), seen, "seed " + seed);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Protocol.class, mode = EnumSource.Mode.EXCLUDE, names = "SEARCH")
  void nothingThatIsAskedForCanBeLearnt(Protocol protocol) {
    for (long seed = 1; seed <= TABLES; seed++) {
      String at = protocol + ", seed " + seed;
      ProtocolSplit split = Splits.of(Tables.random(seed), protocol, seed);
      Set<String> tuning = Tables.pairs(split.tuning().positives());
      Set<String> testing = Tables.pairs(split.testing().positives());
      Set<String> test = relevant(split, split.testCases());
      Set<String> validation = relevant(split, split.validationCases());
      for (Set<String> fitted : List.of(tuning, testing)) {
        assertDisjoint(test, fitted, at);
      }
      assertDisjoint(validation, tuning, at);
      assertDisjoint(test, validation, at);
      assertTrue(testing.containsAll(tuning), at);
      split
          .tuning()
          .stopping()
          .ifPresent(stopping -> assertDisjoint(test, Tables.pairs(stopping), at));
      // For the test nothing but train, or train and validation, is fitted.
      Set<String> held = new TreeSet<>(testing);
      held.removeAll(tuning);
      boolean refit = Set.of(Protocol.A_REFIT, Protocol.B, Protocol.C).contains(protocol);
      assertEquals(refit ? Tables.pairs(split.parts().validation()) : Set.of(), held, at);
      assertEquals(refit, split.testing().stopping().isEmpty(), at);
      assertEquals(
          split.parts().validation().size(), split.tuning().stopping().orElseThrow().size(), at);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void noCaseHoldsItsOwnAnswer(Protocol protocol) {
    for (long seed = 1; seed <= TABLES; seed++) {
      ProtocolSplit split = Splits.of(Tables.random(seed), protocol, seed);
      assertCases(split, split.tuning(), split.validationCases(), seed);
      assertCases(split, split.testing(), split.testCases(), seed);
    }
  }

  private static void assertCases(
      ProtocolSplit split, TrainingData fitted, List<EvaluationCase> cases, long seed) {
    Set<String> ids = new HashSet<>();
    Set<String> known = Tables.pairs(fitted.positives());
    Set<String> held =
        relevant(split, split.testCases()).stream().collect(Collectors.toCollection(HashSet::new));
    for (EvaluationCase each : cases) {
      String at = split.options().protocol() + ", seed " + seed + ", case " + each.id();
      assertTrue(ids.add(each.id()), at + " twice");
      assertTrue(each.relevant().length > 0, at);
      assertAscending(each.relevant(), at);
      assertAscending(each.masked(), at);
      assertEquals(each.relevant().length, each.gains().length, at);
      Set<Integer> relevant = set(each.relevant());
      Set<Integer> masked = set(each.masked());
      assertDisjoint(relevant, masked, at);
      if (each.candidates() != null) {
        assertAscending(each.candidates(), at);
        assertTrue(set(each.candidates()).containsAll(relevant), at);
      }
      if (each.asker() instanceof Asker.Reader reader) {
        assertDisjoint(relevant, set(reader.history()), at);
        assertTrue(masked.containsAll(set(reader.history())), at);
        String user = user(each.id(), split.options().protocol());
        boolean coldUser = split.options().protocol() == Protocol.COLD_USERS;
        for (int item : reader.history()) {
          String pair = user + "/" + split.items().get(item);
          assertEquals(!coldUser, known.contains(pair), at + " knows " + pair);
        }
        for (int item : each.masked()) {
          String pair = user + "/" + split.items().get(item);
          assertTrue(coldUser || !held.contains(pair), at + " masks the test's " + pair);
        }
        assertEquals(
            reader.known() ? split.users().indexOf(user) : Asker.Reader.UNKNOWN, reader.user(), at);
        boolean rows = fitted.users().contains(user) && has(fitted, user);
        assertEquals(rows, reader.known(), at);
        assertEquals(!rows && !coldUser, each.slices().contains(WarmCases.UNKNOWN_USER), at);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theOrderOfTheRowsChangesNothingAndTheSeedDoes(Protocol protocol) {
    for (long seed = 1; seed <= 8; seed++) {
      InteractionTable table = Tables.random(seed);
      ProtocolSplit split = Splits.of(table, protocol, seed);
      Splits.assertSame(split, Splits.of(Tables.shuffled(table, seed + 100), protocol, seed));
      boolean drawn = protocol != Protocol.B && protocol != Protocol.C;
      String other = Splits.of(table, protocol, seed + 1).hash();
      assertEquals(drawn, !split.hash().equals(other), "seed " + seed);
    }
  }

  @Test
  void everyProtocolHasAHashOfItsOwn() {
    InteractionTable table = Tables.random(3);
    Set<String> hashes = new HashSet<>();
    for (Protocol protocol : Protocol.values()) {
      assertTrue(hashes.add(Splits.of(table, protocol, 3).hash()), protocol.label());
    }
  }

  @Test
  void oneRowMovedIsAnotherSplit() {
    InteractionTable table = Tables.random(6);
    ProtocolSplit split = Splits.of(table, Protocol.B, 1);
    InteractionTable fewer = table.filter(row -> row != 3);
    assertNotEquals(split.hash(), Splits.of(fewer, Protocol.B, 1).hash());
  }

  @Test
  void coldItemsHaveNoRowToLearnFrom() {
    for (long seed = 1; seed <= TABLES; seed++) {
      InteractionTable table = Tables.random(seed);
      ProtocolSplit split = Splits.of(table, Protocol.COLD_ITEMS, seed);
      int[] trained = split.testing().positives().popularity();
      Split parts = split.parts();
      int[] validation = parts.validation().popularity();
      int[] test = parts.test().popularity();
      int cold = 0;
      int able = 0;
      for (int item = 0; item < trained.length; item++) {
        int where =
            (trained[item] > 0 ? 1 : 0) + (validation[item] > 0 ? 1 : 0) + (test[item] > 0 ? 1 : 0);
        assertEquals(1, where, "seed " + seed + ", item " + split.items().get(item));
        int all = trained[item] + validation[item] + test[item];
        able += all >= 5 ? 1 : 0;
        cold += trained[item] == 0 ? 1 : 0;
        assertTrue(trained[item] > 0 || all >= 5, "seed " + seed);
      }
      assertEquals(Math.round(0.2 * able), cold, "seed " + seed);
      assertEquals(cold / 2, split.counts().get("validation held-out items"), "seed " + seed);
      assertEquals(cold - cold / 2, split.counts().get("test held-out items"), "seed " + seed);
    }
  }

  @Test
  void coldUsersHaveNoRowToLearnFromAndAreKnownByTheirFirstPositives() {
    for (long seed = 1; seed <= TABLES; seed++) {
      ProtocolSplit split = Splits.of(Tables.random(seed), Protocol.COLD_USERS, seed);
      int[][] trained = split.testing().positives().itemsByUser();
      int cold = 0;
      for (int[] items : trained) {
        cold += items.length == 0 ? 1 : 0;
      }
      assertEquals(Math.round(0.2 * split.users().size()), cold, "seed " + seed);
      assertEquals(3 * (cold - cold / 2), split.testCases().size(), "seed " + seed);
      Map<String, List<Interaction>> rows =
          Tables.rows(split.parts().test()).stream()
              .collect(Collectors.groupingBy(Interaction::user));
      for (EvaluationCase each : split.testCases()) {
        int[] history = ((Asker.Reader) each.asker()).history();
        assertEquals(Set.of("history:" + history.length), each.slices());
        List<Interaction> all = rows.get(user(each.id(), Protocol.COLD_USERS));
        assertEquals(all.size(), history.length + each.relevant().length);
        Map<String, Long> times = new HashMap<>();
        all.forEach(row -> times.put(row.item(), row.timestamp()));
        long latest =
            Arrays.stream(history).mapToLong(i -> times.get(split.items().get(i))).max().orElse(0);
        for (int item : each.relevant()) {
          assertTrue(times.get(split.items().get(item)) >= latest, each.id());
        }
      }
    }
  }

  @Test
  void inTheGlobalCutTrainingEndsBeforeTheTestBegins() {
    for (long seed = 1; seed <= TABLES; seed++) {
      ProtocolSplit split = Splits.of(Tables.random(seed), Protocol.C, seed);
      Split parts = split.parts();
      long trainEnd = times(parts.train()).last();
      long testBegin = times(parts.test()).first();
      assertTrue(times(split.testing().positives()).last() <= testBegin, "seed " + seed);
      assertTrue(trainEnd < times(parts.validation()).first(), "seed " + seed);
      assertTrue(times(parts.validation()).last() < testBegin, "seed " + seed);
      // Ties only ever make the later part larger.
      int n = parts.train().size() + parts.validation().size() + parts.test().size();
      assertTrue(parts.test().size() >= Math.round(0.1 * n), "seed " + seed);
    }
  }

  @Test
  void inLeaveLastOutTheTestIsTheLastOfItsUser() {
    for (long seed = 1; seed <= TABLES; seed++) {
      ProtocolSplit split = Splits.of(Tables.random(seed), Protocol.B, seed);
      Map<String, Long> latest = new HashMap<>();
      Tables.rows(split.tuning().positives())
          .forEach(row -> latest.merge(row.user(), row.timestamp(), Math::max));
      for (Interaction row : Tables.rows(split.parts().validation())) {
        assertTrue(latest.get(row.user()) <= row.timestamp(), "seed " + seed);
        latest.put(row.user(), row.timestamp());
      }
      for (Interaction row : Tables.rows(split.parts().test())) {
        assertTrue(latest.get(row.user()) <= row.timestamp(), "seed " + seed);
      }
      assertEquals(split.users().size(), split.parts().test().size(), "seed " + seed);
    }
  }

  @Test
  void onlyASplitMakesTrainingDataFromAPart() {
    for (Constructor<?> constructor : TrainingData.class.getDeclaredConstructors()) {
      assertFalse(Modifier.isPublic(constructor.getModifiers()), constructor.toString());
      assertFalse(Modifier.isProtected(constructor.getModifiers()), constructor.toString());
    }
    Set<String> factories =
        Arrays.stream(TrainingData.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getReturnType() == TrainingData.class)
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertEquals(Set.of("everything", "of"), factories);
    for (Constructor<?> constructor : ProtocolSplit.class.getDeclaredConstructors()) {
      assertFalse(Modifier.isPublic(constructor.getModifiers()), constructor.toString());
    }
  }

  private static TreeSet<Long> times(InteractionTable table) {
    return Tables.rows(table).stream()
        .map(Interaction::timestamp)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The pairs that a protocol may deal out, the naive way. */
  private static Set<String> base(InteractionTable table, Protocol protocol) {
    int fewest =
        switch (protocol) {
          case B -> 3;
          case C -> 1;
          default -> 10;
        };
    Map<String, Integer> sizes = new HashMap<>();
    Tables.rows(table).forEach(row -> sizes.merge(row.user(), 1, Integer::sum));
    return Tables.rows(table).stream()
        .filter(row -> sizes.get(row.user()) >= fewest)
        .map(row -> row.user() + "/" + row.item())
        .collect(Collectors.toSet());
  }

  private static Set<String> relevant(ProtocolSplit split, List<EvaluationCase> cases) {
    Set<String> pairs = new TreeSet<>();
    for (EvaluationCase each : cases) {
      for (int item : each.relevant()) {
        pairs.add(user(each.id(), split.options().protocol()) + "/" + split.items().get(item));
      }
    }
    return pairs;
  }

  private static String user(String id, Protocol protocol) {
    boolean suffixed = protocol == Protocol.COLD_ITEMS || protocol == Protocol.COLD_USERS;
    return suffixed ? id.substring(0, id.lastIndexOf('/')) : id;
  }

  private static boolean has(TrainingData data, String user) {
    return data.positives().itemsByUser()[data.users().indexOf(user)].length > 0;
  }

  private static Set<Integer> set(int[] items) {
    return Arrays.stream(items).boxed().collect(Collectors.toSet());
  }

  private static void assertAscending(int[] items, String at) {
    for (int i = 1; i < items.length; i++) {
      assertTrue(items[i - 1] < items[i], at);
    }
  }

  private static <T> void assertDisjoint(Set<T> a, Set<T> b, String at) {
    for (T each : a) {
      assertFalse(b.contains(each), () -> at + ": " + each);
    }
  }
}
