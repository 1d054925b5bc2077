package org.llmrec.rerank.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleIndexTest {
  private static final long SEED = 20_261_128;

  private static final List<String> TITLES =
      List.of(
          "Heat (1995)",
          "Matrix, The (1999)",
          "Toy Story (1995)",
          "Toy Story 2 (1999)",
          "Sabrina (1954)",
          "Sabrina (1995)",
          "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
          "Misérables, Les (1998)",
          "E.T. the Extra-Terrestrial (1982)",
          "Schindler's List (1993)",
          "Rocky II (1979)",
          "Rocky III (1982)",
          "(500) Days of Summer (2009)",
          "Frankenstein; or, The Modern Prometheus",
          "2001: A Space Odyssey (1968)",
          "$ (Dollars) (1971)",
          "S.W.A.T. (2003)",
          "Great Expectations (1998)",
          "東京物語 (1953)",
          "Avventura, L' (1960)",
          "");

  private static final TitleIndex INDEX =
      TitleIndex.of(IntStream.range(0, TITLES.size()).mapToObj(i -> "i" + i).toList(), TITLES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Heat (1995)|EXACT|0",
        " Heat  (1995) |EXACT|0",
        "heat|NORMALISED|0",
        "HEAT [1995]|NORMALISED|0",
        "Heat (1996)|NORMALISED|0",
        "Heat (1986)|INVALID|",
        "The Matrix|NORMALISED|1",
        "Matrix, The|NORMALISED|1",
        "Matrix|NORMALISED|1",
        "ｔｈｅ Matrix|NORMALISED|1",
        "Toy Story 2|NORMALISED|3",
        "Toy Story 3|INVALID|",
        "Toy Story II|INVALID|",
        "Rocky IV|INVALID|",
        "Sabrina|NORMALISED|4",
        "Sabrina (1995)|EXACT|5",
        "sabrina (1995)|NORMALISED|5",
        "The City of Lost Children|NORMALISED|6",
        "City of Lost Children (1995)|NORMALISED|6",
        "La cite des enfants perdus|NORMALISED|6",
        "Les Miserables|NORMALISED|7",
        "ET the Extra Terrestrial|NORMALISED|8",
        "Schindlers List|NORMALISED|9",
        "Schindler’s List (1993)|NORMALISED|9",
        "Shindler's List|FUZZY|9",
        "Schindler's Lists|FUZZY|9",
        "500 Days of Summer|NORMALISED|12",
        "Days of Summer|NORMALISED|12",
        "Frankenstein|NORMALISED|13",
        "2001 - A Space Odyssey|NORMALISED|14",
        "2010: A Space Odyssey|INVALID|",
        "A Space Odyssey|INVALID|",
        "$|NORMALISED|15",
        "SWAT|NORMALISED|16",
        "Great Expectation|FUZZY|17",
        "Great Expectaitons|INVALID|",
        "東京物語|NORMALISED|18",
        "L'Avventura|NORMALISED|19",
        "Head|INVALID|",
        "...|INVALID|"
      })
  void aTitleIsFoundOnTheSurestRung(String written, Rung rung, Integer item) {
    Match match = INDEX.match(written);
    assertEquals(rung, match.rung());
    assertEquals(Optional.ofNullable(item).map(i -> "i" + i), match.id());
  }

  @Test
  void aTitleOfSeveralItemsGoesToThePreferredOneElseTheEarliest() {
    TitleIndex index = TitleIndex.of(List.of("a", "b", "c"), List.of("Heat", "Heat", "Heat!"));
    assertEquals(Match.of(Rung.EXACT, "a", 1), index.match("Heat"));
    assertEquals(Match.of(Rung.EXACT, "b", 1), index.match("Heat", "b"::equals));
    assertEquals(Match.of(Rung.NORMALISED, "c", 1), index.match("heat", "c"::equals));
    assertEquals(Match.of(Rung.NORMALISED, "a", 1), index.match("heat"));
    assertEquals("i5", INDEX.match("Sabrina", "i5"::equals).id().orElseThrow());
  }

  @Test
  void aTitleBetweenTwoIsNeither() {
    TitleIndex index = TitleIndex.of(List.of("a", "b"), List.of("Grey Gardenia", "Gray Gardenia"));
    assertEquals(Match.NONE, index.match("Gr\u00B7y Gardenia"));
    assertEquals(Match.NONE, index.match("Groy Gardenia"));
  }

  @Test
  void whatNoSpellingFindsAVectorMay() {
    float[] rows = {1, 0, 0, 1, 0, 0};
    TitleVectors vectors =
        new TitleVectors(
            text -> text.equals("Warmth") ? new float[] {3, 1} : new float[] {1, 1}, rows, 2, 0.9);
    TitleIndex index =
        TitleIndex.of(List.of("a", "b", "c"), List.of("Heat", "Cold", "Rain"), vectors);
    Match match = index.match("Warmth");
    assertEquals(Rung.EMBEDDING, match.rung());
    assertEquals(Optional.of("a"), match.id());
    assertEquals(3 / Math.sqrt(10), match.likeness(), 1e-6);
    assertEquals(Match.NONE, index.match("Wind"));
    assertThrows(
        IllegalArgumentException.class,
        () -> TitleIndex.of(List.of("a"), List.of("Heat"), vectors));
  }

  @Test
  void nearTitlesAreThoseThatAreFoundByLookingAtAll() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      keys.add(word(random, 4 + random.nextInt(18)));
    }
    List<String> distinct = keys.stream().distinct().toList();
    NearKeys near = new NearKeys(distinct);
    for (int n = 0; n < 2_000; n++) {
      StringBuilder asked = new StringBuilder(distinct.get(random.nextInt(distinct.size())));
      for (int e = random.nextInt(3); e > 0 && asked.length() > 1; e--) {
        int at = random.nextInt(asked.length());
        switch (random.nextInt(3)) {
          case 0 -> asked.deleteCharAt(at);
          case 1 -> asked.insert(at, word(random, 1));
          default -> asked.setCharAt(at, word(random, 1).charAt(0));
        }
      }
      String text = asked.toString();
      double best = 0;
      for (String key : distinct) {
        double likeness =
            1 - naiveDistance(text, key) / (double) Math.max(text.length(), key.length());
        best = likeness >= 0.85 ? Math.max(best, likeness) : best;
      }
      double edits = Math.floor((1 - 0.85) / 0.85 * text.length() + 1e-9);
      assertEquals(
          edits == 0 ? 0 : best,
          near.near(text, 0.85).likeness(),
          1e-9,
          () -> "seed " + SEED + ", " + text);
    }
  }

  private static String word(SplittableRandom random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(4)));
    }
    return word.toString();
  }

  private static int naiveDistance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
        } else {
          int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
          d[i][j] = Math.min(change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        }
      }
    }
    return d[a.length()][b.length()];
  }

  @Test
  void idsAndTitlesHaveToBelongTogether() {
    assertThrows(
        IllegalArgumentException.class, () -> TitleIndex.of(List.of("a"), List.of("x", "y")));
    assertThrows(
        IllegalArgumentException.class, () -> TitleIndex.of(List.of("a", "a"), List.of("x", "y")));
  }
}
