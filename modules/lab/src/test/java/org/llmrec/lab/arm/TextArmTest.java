package org.llmrec.lab.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.lab.arm.TextArm.Change;

class TextArmTest {
  @Test
  void everyArmThatMakesSenseGoesThroughItsName() {
    List<String> texts = new ArrayList<>(List.of("title", "original", "all"));
    texts.addAll(PromptTemplate.IDS);
    int arms = 0;
    for (String text : texts) {
      for (int bits = 0; bits < 8; bits++) {
        EnumSet<Change> changes = EnumSet.noneOf(Change.class);
        for (Change change : Change.values()) {
          if ((bits >> change.ordinal() & 1) == 1) {
            changes.add(change);
          }
        }
        boolean answered = !List.of("title", "original").contains(text);
        if (answered || !changes.contains(Change.PLACEBO)) {
          TextArm arm = new TextArm(text, changes);
          assertEquals(arm, TextArm.named(arm.name()));
          arms++;
        } else {
          assertThrows(ConfigException.class, () -> new TextArm(text, changes));
        }
      }
    }
    assertEquals(2 * 4 + 9 * 8, arms);
  }

  @Test
  void changesMayComeInAnyOrder() {
    TextArm arm = TextArm.named("rec-tag/tfidf/placebo");
    assertEquals("rec-tag/placebo/tfidf", arm.name());
    assertEquals(arm, TextArm.named("rec-tag/placebo/tfidf"));
    assertEquals(List.of("rec-tag"), arm.prompts());
    assertTrue(arm.has(Change.TFIDF));
  }

  @Test
  void nonsenseIsRefusedInASentence() {
    assertRefused("original/placebo", "has no answers that a placebo could deal out anew");
    assertRefused("title/anonymised/placebo", "'title' has no answers");
    assertRefused("rec-tags", "did you mean 'rec-tag'?");
    assertRefused("all/placebos", "did you mean 'placebo'?");
    assertRefused("all/tfidf/tfidf", "'tfidf' stands there twice");
    assertRefused("all/", "expected a change among");
    assertRefused("", "expected one of [title, original, all, ");
  }

  private static void assertRefused(String name, String sentence) {
    String message = assertThrows(ConfigException.class, () -> TextArm.named(name)).getMessage();
    assertTrue(message.contains(sentence), message);
  }

  @Test
  void originalTextHasNoPrompts() {
    assertEquals(List.of(), TextArm.named("original").prompts());
    assertEquals(List.of(), TextArm.named("title/tfidf").prompts());
    assertEquals(PromptTemplate.IDS, TextArm.named("all").prompts());
    assertEquals(Set.of(), TextArm.named("all").changes());
  }
}
