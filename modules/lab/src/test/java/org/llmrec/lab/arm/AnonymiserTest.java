package org.llmrec.lab.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Item;

class AnonymiserTest {
  /** One whose description has common words in small letters. */
  private static final Item PROSE =
      item(
          "Prose",
          "it takes big heat to look up, said the alien in the rock and the net of a game");

  @Test
  void aTitleGoesWhateverStandsAroundIt() {
    Item toys = item("Toy Story (1995)", "");
    assertOut(toys, "Toy Story is a film.", "this item is a film.");
    assertOut(
        toys, "In \"toy story (1995)\", TOY  STORY's toys", "In \"this item\", this item's toys");
    assertOut(toys, "toy story, pixar", "this item, pixar");
    assertOut(toys, "Toy Storybook and Antitoy Story", "Toy Storybook and Antitoy Story");
    assertOut(toys, "a toy's story", "a toy's story");
  }

  @Test
  void anArticleGoesWithIt() {
    Item matrix = item("Matrix, The (1999)", "");
    assertOut(
        matrix,
        "In the Matrix, The Matrix and Matrix, The (1999)",
        "In this item, this item and this item");
    assertOut(matrix, "matrix-like", "this item-like");
  }

  @Test
  void ordinaryWordsGoOnlyAsTheTitleHasThem() {
    assertOut(item("It (1990)", ""), "It is about it.", "this item is about it.");
    assertOut(item("Up (2009)", ""), "Up goes up. \"Up\"!", "this item goes up. \"this item\"!");
    assertOut(item("Heat (1995)", ""), "heat, crime. Heat", "heat, crime. this item");
    assertOut(item("Big (1988)", ""), "a big film, Big", "a big film, this item");
    assertOut(item("Game, The (1997)", ""), "a game in The Game", "a game in this item");
    assertOut(item("MatchMaker, The (1997)", ""), "The Matchmaker", "this item");
    assertOut(item("Jumanji (1995)", ""), "jumanji, jungle", "this item, jungle");
    assertOut(item("M (1931)", ""), "M by James M. Cain", "this item by James M. Cain");
  }

  @Test
  void everyNameGoes() {
    Item seven = item("Seven (a.k.a. Se7en) (1995)", "");
    assertOut(seven, "Seven (stylized as se7en)", "this item (stylized as this item)");
    Item leon = item("Léon: The Professional (a.k.a. The Professional) (Léon) (1994)", "");
    assertOut(
        leon,
        "Leon: the professional, titled Léon, or The Professional, about Léon",
        "this item, titled this item, or this item, about this item");
    assertOut(item("Dumb & Dumber (1994)", ""), "Dumb and Dumber", "this item");
    assertOut(item("Sex, Lies, and Videotape (1989)", ""), "sex, lies, and videotape", "this item");
    assertOut(item("Mr. & Mrs. Smith (2005)", ""), "Mr. and Mrs. Smith", "this item");
    assertOut(item("Airplane! (1980)", ""), "Airplane is funny", "this item is funny");
  }

  @Test
  void otherTitlesStay() {
    Item toys = item("Toy Story (1995)", "");
    Item second = item("Toy Story 2 (1999)", "");
    Anonymiser anonymiser = new Anonymiser(List.of(PROSE, toys, second));
    String text = "Toy Story, before Toy Story 2 and after Prose";
    assertEquals("this item, before Toy Story 2 and after Prose", anonymiser.text(toys.id(), text));
    assertEquals("Toy Story, before this item and after Prose", anonymiser.text(second.id(), text));
  }

  @Test
  void aPartThatIsAnothersTitleStays() {
    Item first = item("Alien (1979)", "");
    Item fourth = item("Alien: Resurrection (1997)", "");
    Anonymiser anonymiser = new Anonymiser(List.of(first, fourth, PROSE));
    String text = "Alien Resurrection follows Alien";
    assertEquals("this item follows Alien", anonymiser.text(fourth.id(), text));
    assertEquals("Alien Resurrection follows this item", anonymiser.text(first.id(), text));
  }

  @Test
  void theLongestTitleIsMeant() {
    Item hope = item("Star Wars: Episode IV - A New Hope (1977)", "");
    Item empire = item("Star Wars: Episode V - The Empire Strikes Back (1980)", "");
    Anonymiser anonymiser = new Anonymiser(List.of(hope, empire));
    assertEquals(
        "this item is of this item, then comes Star Wars: Episode V",
        anonymiser.text(
            hope.id(),
            "Star Wars: Episode IV – A New Hope is of Star Wars, then comes Star Wars: Episode V"));
  }

  @Test
  void theYearStandsForTheTitle() {
    Item dated = item("Heat (1995)", "");
    Item noted = new Item("n", "Book", "", List.of(), Map.of("year", "1818"));
    Item unknown = item("Plain", "");
    Anonymiser anonymiser = new Anonymiser(List.of(dated, noted, unknown));
    assertEquals("1995", anonymiser.title(dated));
    assertEquals("1818", anonymiser.title(noted));
    assertEquals("", anonymiser.title(unknown));
  }

  @Test
  void aTextWithoutTheTitleIsLeftAsItIs() {
    Item item = item("Heat", "");
    String decomposed = "Ame\u0301lie";
    assertSame(decomposed, new Anonymiser(List.of(item)).text(item.id(), decomposed));
    Item none = item("???", "");
    assertSame(decomposed, new Anonymiser(List.of(none)).text(none.id(), decomposed));
  }

  private static void assertOut(Item item, String text, String expected) {
    List<Item> catalogue = new ArrayList<>(List.of(PROSE, item));
    assertEquals(expected, new Anonymiser(catalogue).text(item.id(), text));
  }

  private static Item item(String title, String description) {
    return new Item("id of " + title, title, description, List.of(), Map.of());
  }
}
