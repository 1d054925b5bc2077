package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;

/** The conditions that a random catalogue does not meet; see also SourcesPropertyTest. */
class FilterTest {
  @TempDir Path folder;

  @SafeVarargs
  private CatalogueIndex index(Map<String, String>... attributes) {
    CatalogueIndexer.build(
        folder.resolve("index"),
        IntStream.range(0, attributes.length)
            .mapToObj(
                i ->
                    new IndexedItem(
                        i,
                        new Item("i" + i, "", "", List.of(), attributes[i]),
                        Map.of(),
                        0,
                        null,
                        null)),
        Progress.silent());
    return CatalogueIndex.open(folder.resolve("index"));
  }

  private static List<Integer> passing(CatalogueIndex index, Filter filter) {
    return Arrays.stream(
            index.search(filter, new int[0], Deadline.none()).popular(index.size()).ordinals())
        .boxed()
        .toList();
  }

  @Test
  void namesAndValuesNeverRunIntoEachOther() {
    String name = "n".repeat(9_000);
    String value = "ä".repeat(40_000);
    try (CatalogueIndex index =
        index(
            Map.of("ab", "c"),
            Map.of("a", "bc", "title", "x", "id", "i0"),
            Map.of("attribute.value", "7", "a\u0000b", "7", "a:", "b"),
            Map.of(name, "one", "long", value),
            Map.of(name, "two", "long", value + "b", "\ud800", "\udc00"))) {
      assertEquals(List.of(0), passing(index, Filter.none().withAttribute("ab", "c")));
      assertEquals(List.of(1), passing(index, Filter.none().withAttribute("a", "bc")));
      assertEquals(List.of(1), passing(index, Filter.none().withAttribute("title", "X")));
      assertEquals(List.of(), passing(index, Filter.none().withAttribute("id", "i1")));
      assertEquals(List.of(), passing(index, Filter.none().withAttribute("a", ":b")));
      assertEquals(
          List.of(2), passing(index, Filter.none().withRange("attribute.value", new Range(7, 7))));
      assertEquals(List.of(2), passing(index, Filter.none().withAttribute("a\u0000b", "7")));
      assertEquals(List.of(3), passing(index, Filter.none().withAttribute(name, "one")));
      assertEquals(List.of(4), passing(index, Filter.none().withAttribute(name, "two", "six")));
      assertTrue(passing(index, Filter.none().withAttribute("long", value)).contains(3));
    }
  }

  @Test
  void everyConditionHasToBeMet() {
    try (CatalogueIndex index =
        index(
            Map.of("stock", "yes", "price", "10"),
            Map.of("stock", "no", "price", "10"),
            Map.of("stock", "yes"),
            Map.of("stock", "yes", "price", "10.5"))) {
      Filter filter = Filter.none().withAttribute("stock", "yes");
      assertEquals(List.of(0, 2, 3), passing(index, filter));
      assertEquals(List.of(0), passing(index, filter.withRange("price", Range.atMost(10))));
      assertEquals(List.of(0, 3), passing(index, filter.withRange("price", Range.atLeast(10))));
      assertEquals(
          List.of(0, 3),
          passing(
              index,
              filter.withRange(
                  "price", new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))));
      assertEquals(
          List.of(), passing(index, filter.withRange("price", Range.atLeast(Double.MAX_VALUE))));
      assertEquals(List.of(0, 1, 2, 3), passing(index, filter.withAttribute("stock")));
    }
  }

  @Test
  void rangesHaveEndsInOrderAndNoNaN() {
    assertThrows(IllegalArgumentException.class, () -> new Range(2, 1));
    assertThrows(IllegalArgumentException.class, () -> new Range(Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> Range.atMost(Double.NaN));
  }

  @Test
  void aConditionWithoutValuesIsNone() {
    assertTrue(Filter.none().withAttribute("a").isNone());
    assertEquals(Filter.none(), Filter.none().withAttribute("a", "b").withAttribute("a"));
    assertFalse(Filter.none().withAttribute("a", "b").isNone());
    assertFalse(Filter.none().withRange("a", Range.atLeast(0)).isNone());
    assertFalse(Filter.none().allowing(Set.of()).isNone());
  }

  @Test
  void listsOfAHundredThousandIdsAreSetsLikeAnyOther() {
    Random random = new Random(31);
    TestCatalogue catalogue = TestCatalogue.random(random, 2_000, 2, 2);
    catalogue.build(folder.resolve("many"));
    List<String> allow =
        Stream.concat(
                random.ints(1_000, 0, 2_000).mapToObj(i -> "i" + i),
                random.ints(100_000, 2_000, Integer.MAX_VALUE).mapToObj(i -> "i" + i))
            .toList();
    List<String> deny = random.ints(99_000, 0, 30_000).mapToObj(i -> "i" + i).toList();
    Filter filter = Filter.none().allowing(allow).denying(deny.subList(0, 9_000));
    try (CatalogueIndex index = CatalogueIndex.open(folder.resolve("many"))) {
      List<Integer> expected =
          IntStream.range(0, 2_000).filter(i -> catalogue.passes(filter, i)).boxed().toList();
      assertFalse(expected.isEmpty());
      assertEquals(expected, passing(index, filter).stream().sorted().toList());
      assertEquals(List.of(), passing(index, Filter.none().allowing(deny).denying(deny)));
    }
  }
}
