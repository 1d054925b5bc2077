package org.llmrec.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.core.error.ConfigException;

/** What counts as the same word in each language. */
class LanguageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "english, A robot, robots",
    "english, The Queen's Gambit, queen",
    "german, Das kleine Haus, HÄUSER",
    "german, Häuser, Haeuser",
    "german, Straße, strasse",
    "french, L'Amour fou, amours",
    "french, Les chevaux, cheval",
    "french, Le fabuleux destin d'Amélie, amelie",
    "spanish, Las canciones, canción",
    "italian, L’amore, amori",
    "italian, Il libro, libri",
    "portuguese, Os livros, livro",
    "dutch, De boeken, boek",
    "russian, Ёлки, елка",
    "russian, Красивая, красивые",
    "swedish, Hundar, hund",
    "danish, Hundene, hund",
    "danish, Smørrebrød, smorrebrod",
    "norwegian, Hundene, hund",
    "finnish, Talossa, talo",
    "hungarian, Házak, ház",
    "none, Amélie, AMELIE",
    "cjk, 東京都庁, 京都",
    "cjk, 英雄, 英",
    "cjk, 안녕하세요, 녕하",
    "cjk, ﾃﾚﾋﾞ, テレビ",
    "cjk, Hello, hello",
  })
  void wordFormsAndAccentsDoNotMatter(String language, String title, String query) {
    try (CatalogueIndex index =
        Titles.index(folder, Language.parse(language), List.of("xyz", title))) {
      assertEquals(List.of(1), Titles.found(index, query));
      assertEquals(List.of(1), Titles.found(index, title));
      assertEquals(Language.parse(language), index.options().language());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "english, The Dog, the dog of my aunt",
    "german, Der Hund, der hund und die katze",
    "french, Le chien, le chien à l'été",
    "french, C'est qu'elle, chien d'une",
    "spanish, El perro, el perro y la luna",
    "italian, Il cane, il cane della zia",
    "portuguese, O cão, o cao não",
    "dutch, De hond, de hond van mij",
    "russian, и собака, собака и она",
    "swedish, en hund, hund och en",
    "danish, en hund, hund og en",
    "norwegian, en hund, hund og en",
    "finnish, ja koira, koira ja se",
    "hungarian, a kutya, kutya és a",
  })
  void smallWordsLeaveAQueryThatHasOthers(String language, String title, String query) {
    String small = title.split(" ")[0];
    try (CatalogueIndex index =
        Titles.index(folder, Language.parse(language), List.of(small, title))) {
      assertTrue(Titles.found(index, small).contains(0), "unless it has nothing else");
      List<Integer> expected = title.startsWith("C'est") ? List.of() : List.of(1);
      assertEquals(expected, Titles.found(index, query));
    }
  }

  @Test
  void withoutALanguageEveryWordCountsAsItStands() {
    try (CatalogueIndex index =
        Titles.index(folder, Language.NONE, List.of("the robots", "a robot", "the"))) {
      assertEquals(List.of(0), Titles.found(index, "robots"));
      assertEquals(List.of(0, 1, 2), Titles.found(index, "the robot"));
    }
  }

  @Test
  void charactersApartAreNotAPair() {
    try (CatalogueIndex index = Titles.index(folder, Language.CJK, List.of("東京都", "京都", "東の京"))) {
      assertEquals(List.of(0), Titles.found(index, "東京"));
      assertEquals(List.of(0, 1), Titles.found(index, "京都"));
      assertEquals(List.of(0, 1, 2), Titles.found(index, "京"));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void nothingPeopleTypeCanBreakItAndEveryTitleFindsItself(Language language) {
    long seed = 71;
    Random random = new Random(seed);
    List<String> titles = new ArrayList<>(List.of("l'", "’", "\ud800", "d'un l'autre", "𠮷野家"));
    for (int i = 0; i < 20; i++) {
      StringBuilder title = new StringBuilder();
      for (int c = 0; c < 40; c++) {
        int[] starts = {' ', 'a', 0xe0, 0x430, 0x4e00, 0xac00, 0x3041, '\'', 0x1f600, 0x590};
        int start = starts[random.nextInt(starts.length)];
        title.appendCodePoint(start + (start > 'Z' ? random.nextInt(26) : 0));
      }
      titles.add(title.toString());
    }
    StringBuilder noise = new StringBuilder();
    random.ints(2_000, 0, Character.MAX_VALUE).forEach(c -> noise.append((char) c));
    try (CatalogueIndex index = Titles.index(folder, language, titles)) {
      assertTrue(Titles.search(index, noise.toString()).size() <= titles.size());
      for (int i = 0; i < titles.size(); i++) {
        String label = "seed " + seed + " " + language + " title " + i;
        assertEquals(
            index.hasWords(titles.get(i)), Titles.found(index, titles.get(i)).contains(i), label);
      }
    }
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThereAre() {
    ConfigException e = assertThrows(ConfigException.class, () -> Language.parse("klingon"));
    assertTrue(e.getMessage().contains("[english, none, german"), e.getMessage());
    assertTrue(e.getMessage().contains("'klingon'"), e.getMessage());
    assertEquals(Language.GERMAN, Language.parse(" German "));
    assertThrows(ConfigException.class, () -> VectorEncoding.parse("int7"));
  }
}
