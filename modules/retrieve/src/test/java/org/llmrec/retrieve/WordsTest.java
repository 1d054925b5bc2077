package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;

/** What people find with the words they type. */
class WordsTest {
  private static final List<Item> FILMS =
      List.of(
          item("alien", "Alien (1979)", "A crew meets a deadly stowaway in space.", "Horror"),
          item("amelie", "Amélie (2001)", "A shy waitress in Paris does good.", "Romance"),
          item("it", "It (1990)", "A clown frightens the children of a town.", "Horror"),
          item("robot", "Robots (2005)", "A young inventor in a city of machines.", "Animation"),
          item("toys", "Toy Story (1995)", "Playthings are alive when nobody looks.", "Animation"),
          item("parts", "A Story", "He sells a toy. She buys another toy in a toy shop.", "Drama"),
          item("china", "英雄", "A nameless man before the king.", "War"),
          item("queen", "The Queen's Gambit", "A girl plays chess.", "Drama"));

  @TempDir Path folder;
  private CatalogueIndex index;

  private static Item item(String id, String title, String description, String category) {
    return new Item(id, title, description, List.of(category), Map.of("studio", "North"));
  }

  @BeforeEach
  void build() {
    CatalogueIndexer.build(
        folder.resolve("index"),
        Stream.iterate(0, i -> i < FILMS.size(), i -> i + 1)
            .map(
                i ->
                    new IndexedItem(
                        i,
                        FILMS.get(i),
                        i == 0 ? Map.of("tag", "claustrophobic dread") : Map.of(),
                        0,
                        null,
                        new float[0])),
        Progress.silent());
    index = CatalogueIndex.open(folder.resolve("index"));
  }

  @AfterEach
  void close() {
    index.close();
  }

  private List<String> find(String text) {
    Hits hits = index.search(Filter.none(), new int[0], Deadline.none()).words(text, 10);
    return Arrays.stream(hits.ordinals()).mapToObj(index::id).toList();
  }

  @Test
  void accentsLetterCaseAndWordFormsDoNotMatter() {
    assertEquals(List.of("amelie"), find("AMELIE"));
    assertEquals(List.of("amelie"), find("amélie"));
    assertEquals(List.of("robot"), find("robot"));
    assertEquals(List.of("queen"), find("queen"));
  }

  @Test
  void anyScriptIsFound() {
    assertEquals(List.of("china"), find("英雄"));
  }

  @Test
  void stopWordsCountOnlyWhenThereIsNothingElse() {
    assertEquals("it", find("it").get(0));
    assertEquals(List.of("alien"), find("it is alien"));
    assertEquals(List.of("parts"), find("what is it about him and a shop"));
    assertFalse(find("the of and").isEmpty());
  }

  @Test
  void theTitleThatWasTypedComesFirst() {
    assertEquals("toys", find("toy story").get(0));
  }

  @Test
  void answersCategoriesAndAttributesAreSearchedToo() {
    assertEquals(List.of("alien"), find("claustrophobic"));
    assertEquals(List.of("robot", "toys"), find("animation").stream().sorted().toList());
    assertEquals(FILMS.size(), find("north").size());
  }

  @Test
  void aQuerysWordsMayBeSpreadOverFields() {
    assertEquals("alien", find("horror space claustrophobic").get(0));
  }

  @Test
  void wordsSideBySideCountForMoreThanTheSameWordsApart() {
    CatalogueIndexer.build(
        folder.resolve("phrases"),
        Stream.of(
                item("apart", "One", "An opera singer is shot into outer space.", "Drama"),
                item("beside", "Two", "A long and tangled space opera of some length.", "Drama"),
                item("none", "Three", "Nothing of the kind.", "Drama"))
            .map(new Numbered()),
        Progress.silent());
    try (CatalogueIndex phrases = CatalogueIndex.open(folder.resolve("phrases"))) {
      Hits hits =
          phrases
              .search(Filter.none(), new int[0], Deadline.none())
              .words("space opera with robots", 10);
      assertEquals(2, hits.size());
      assertEquals("beside", phrases.id(hits.ordinal(0)));
      assertTrue(hits.score(0) > 1.2 * hits.score(1), hits::toString);
    }
  }

  /** Numbers items in the order in which they come. */
  private static final class Numbered implements Function<Item, IndexedItem> {
    private int next;

    @Override
    public IndexedItem apply(Item item) {
      return new IndexedItem(next++, item, Map.of(), 0, null, null);
    }
  }

  @Test
  void matchedWordsAreThoseOfTheQueryAsTyped() {
    List<List<String>> matched =
        index.matchedWords("Robot machines of Horror", new int[] {3, 0, 7});
    assertEquals(List.of(List.of("Robot", "machines"), List.of("Horror"), List.of()), matched);
  }

  @Test
  void nothingPeopleTypeCanBreakIt() {
    Random random = new Random(3);
    String wide = "word ".repeat(2_000);
    StringBuilder noise = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      noise.append((char) random.nextInt(Character.MAX_VALUE));
    }
    StringBuilder distinct = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      distinct.append(" w").append(i);
    }
    for (String text :
        List.of(
            "",
            " \t\n",
            "\"",
            "\"unbalanced phrase",
            "AND OR NOT",
            "a AND (b OR",
            "title:alien^5 +must -not ~2 *:* /regex[/ {1 TO 2}",
            "\\",
            "????*",
            "' OR 1=1 --",
            "🚀🤖",
            "\ud800",
            "مرحبا كيف الحال",
            "สวัสดี",
            "a".repeat(100_000),
            wide,
            noise.toString(),
            distinct.toString())) {
      assertTrue(find(text).size() <= FILMS.size());
      index.matchedWords(text, new int[] {0, 1});
    }
    assertTrue(find("").isEmpty());
    assertTrue(find("title:alien^5").contains("alien"), "an operator is a word like any other");
    assertFalse(index.hasWords(" ?! "));
    assertTrue(index.hasWords("the"));
    assertTrue(index.isCut(distinct.toString()));
    assertFalse(index.isCut(wide));
  }
}
