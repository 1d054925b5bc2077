package org.llmrec.lab.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Item;
import org.llmrec.enrich.answer.Answer;

/** The recorded answers about 3,004 films, where they lie beside the repository. */
class MovieArmsTest {
  private static final List<String> PROMPTS = List.of("rec-paraphrase", "rec-tag", "rec-infer");
  private static Samples movies;
  private static List<Item> answered;

  @BeforeAll
  static void read() throws IOException {
    Assumptions.assumeTrue(
        Files.isRegularFile(Samples.MOVIELENS.resolve("enrichment.jsonl")), "no MovieLens here");
    movies = Samples.movies();
    Set<String> ids = new HashSet<>();
    movies.answers().forEach(answer -> ids.add(answer.item()));
    answered = movies.items().stream().filter(item -> ids.contains(item.id())).toList();
  }

  private static ArmTexts arm(String name, List<Item> items, long seed) {
    return ArmTexts.of(TextArm.named(name), items, movies.answers(), seed);
  }

  @Test
  void everyAnsweredFilmHasAllThreeAnswers() {
    assertEquals(3_004, answered.size());
    ArmTexts all = arm("all", answered, 1);
    assertEquals(4, all.fields().size());
    all.fields().keySet().forEach(field -> assertEquals(0, all.missing(field)));
    assertEquals(
        556, answered.stream().filter(item -> !item.hasDescription()).count(), "title for a text");
    ArmTexts whole = arm("all", movies.items(), 1);
    assertEquals(0, whole.missing("description"));
    PROMPTS.forEach(prompt -> assertEquals(6_121, whole.missing(prompt)));
  }

  @Test
  void aPlaceboKeepsTheAnswersAndLeavesNobodyHisOwn() {
    ArmTexts all = arm("all", answered, 1);
    Map<String, String> writer = new HashMap<>();
    for (Answer answer : movies.answers()) {
      writer.put(answer.prompt() + answer.answer(), answer.item());
    }
    for (long seed = 1; seed <= 5; seed++) {
      ArmTexts placebo = arm("all/placebo", answered, seed);
      for (String prompt : PROMPTS) {
        assertEquals(
            sorted(all.fields().get(prompt)), sorted(placebo.fields().get(prompt)), prompt);
      }
      for (Item item : answered) {
        Set<String> donors = new HashSet<>();
        for (String prompt : PROMPTS) {
          String text = placebo.fields().get(prompt).get(item.id());
          assertNotEquals(all.fields().get(prompt).get(item.id()), text);
          donors.add(writer.get(prompt + text));
        }
        assertEquals(1, donors.size(), "one film's answers together");
      }
    }
  }

  private static List<String> sorted(Map<String, String> texts) {
    List<String> sorted = new ArrayList<>(texts.values());
    sorted.sort(null);
    return sorted;
  }

  @Test
  void titlesGoAndLittleElse() {
    Map<String, String> original = arm("original", movies.items(), 1).fields().get("description");
    Map<String, String> texts =
        arm("original/anonymised", movies.items(), 1).fields().get("description");
    Map<String, String> byTitle = new HashMap<>();
    movies.items().forEach(item -> byTitle.putIfAbsent(item.title(), texts.get(item.id())));
    assertStarts("this item is a 1995 American crime film", byTitle.get("Heat (1995)"));
    assertStarts(
        "this item is a 1995 American crime thriller", byTitle.get("Seven (a.k.a. Se7en) (1995)"));
    assertStarts("this item is a 2009 American computer-animated", byTitle.get("Up (2009)"));
    assertStarts("this item is a 1999 science fiction", byTitle.get("Matrix, The (1999)"));
    assertEquals("1990. Drama, Fantasy, Horror, Mystery, Thriller", byTitle.get("It (1990)"));
    String resurrection = byTitle.get("Alien: Resurrection (1997)");
    assertTrue(resurrection.contains("fourth installment of the Alien franchise"), resurrection);

    // Titles that the text spells otherwise are left; they are few.
    long kept =
        movies.items().stream()
            .filter(Item::hasDescription)
            .filter(item -> original.get(item.id()).equals(texts.get(item.id())))
            .count();
    assertTrue(kept < 20, kept + " of 6,305 descriptions are as they were");
  }

  private static void assertStarts(String start, String text) {
    assertTrue(text.startsWith(start), text);
  }
}
