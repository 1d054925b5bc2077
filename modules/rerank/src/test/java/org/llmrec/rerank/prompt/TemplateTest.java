package org.llmrec.rerank.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;

/** Wordings with places for data. */
class TemplateTest {
  private static final String TEXT =
      "# id: t\n# version: 3\n\n[one]\n\nSee {{a}} and {{b}},\nor {{a}}.\n\n[two]\nNothing.\n";

  @Test
  void dataGoesIntoItsPlacesAndIsNeverLookedThrough() {
    Template template = Template.parse("t", 3, TEXT);
    assertEquals(
        "See {{b}} and $1,\nor {{b}}.", template.render("one", Map.of("a", "{{b}}", "b", "$1")));
    assertEquals("Nothing.", template.render("two", Map.of()));
    assertEquals(Set.of("one", "two"), template.parts());
  }

  @Test
  void whatIsMissingIsNamed() {
    Template template = Template.parse("t", 3, TEXT);
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> template.render("one", Map.of("a", "x")))
            .getMessage()
            .contains("no value for b"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> template.render("three", Map.of()))
            .getMessage()
            .contains("three"));
    assertThrows(ConfigException.class, () -> Template.parse("t", 4, TEXT));
    assertThrows(ConfigException.class, () -> Template.parse("t", 3, TEXT + "[one]\n"));
    assertThrows(ConfigException.class, () -> Template.load("chat/rating", 99));
  }

  @Test
  void anotherWordingHasAnotherHash() {
    String other = TEXT.replace("Nothing", "Something");
    assertTrue(
        !Template.parse("t", 3, TEXT).sha256().equals(Template.parse("t", 3, other).sha256()));
  }
}
