package org.llmrec.lab.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TitleFormsTest {
  @Test
  void aYearIsReadOffTheEnd() {
    assertEquals("1995", TitleForms.of("Heat (1995)").year());
    assertEquals("2009", TitleForms.of("Life on Mars (2009- )").year());
    assertEquals("1994", TitleForms.of("Series (1994–1998)").year());
    assertEquals("", TitleForms.of("Stranger Things").year());
    assertEquals("1984", TitleForms.of("1984 (Nineteen Eighty-Four) (1984)").year());
    assertEquals("", TitleForms.of("(1984)").year());
  }

  @Test
  void articlesStandApart() {
    assertForms("Matrix, The (1999)", "The|matrix");
    assertForms("The Lovers and the Despot", "The|lovers and the despot");
    assertForms("Die Hard (1988)", "|die hard");
    assertForms("Hate (Haine, La) (1995)", "|hate", "La|haine");
    assertForms(
        "Star Maker, The (Uomo delle stelle, L') (1995)", "The|star maker", "L|uomo delle stelle");
  }

  @Test
  void otherNamesStandInBrackets() {
    assertForms("Seven (a.k.a. Se7en) (1995)", "|seven", "|se7en");
    assertForms("Babies (Bébé(s)) (2010)", "|babies", "|bebe s");
    assertForms("(500) Days of Summer (2009)", "|500 days of summer");
    assertForms("Dumb & Dumber (Dumb and Dumber) (1994)", "|dumb dumber", "|dumb and dumber");
  }

  @Test
  void partsFollowTheWholeNames() {
    assertForms(
        "Léon: The Professional (a.k.a. The Professional) (Léon) (1994)",
        "|leon the professional",
        "The|professional",
        "|leon");
    assertForms(
        "Star Wars: Episode IV - A New Hope (1977)",
        "|star wars episode iv a new hope",
        "|star wars",
        "|episode iv a new hope",
        "|star wars episode iv",
        "A|new hope");
    assertForms(
        "Lord of the Rings: The Return of the King, The (2003)",
        "The|lord of the rings the return of the king",
        "The|lord of the rings",
        "The|return of the king");
    assertForms(
        "Frankenstein; or, The Modern Prometheus",
        "|frankenstein or the modern prometheus",
        "|frankenstein",
        "The|modern prometheus");
    assertForms("Alien: Resurrection (1997)", "|alien resurrection", "|alien");
  }

  @Test
  void aTitleWithoutWordsHasNoForm() {
    assertForms("");
    assertForms("???");
    assertForms("$ (1971)");
  }

  private static void assertForms(String title, String... forms) {
    assertEquals(
        List.of(forms),
        TitleForms.of(title).forms().stream().map(f -> f.article() + "|" + f.key()).toList());
  }
}
