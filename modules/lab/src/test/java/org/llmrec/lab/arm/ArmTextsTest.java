package org.llmrec.lab.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.enrich.answer.Answer;

class ArmTextsTest {
  private static final List<Item> ITEMS =
      List.of(
          new Item(
              "1",
              "Heat (1995)",
              "Heat is a crime film.",
              List.of("Crime"),
              Map.of("url", "/Heat")),
          new Item("2", "Up (2009)", "", List.of("Animation", "Comedy"), Map.of()),
          new Item("3", "Big (1988)", "A boy grows up in Big.", List.of(), Map.of()));
  private static final List<Answer> ANSWERS =
      List.of(
          Samples.answer("1", "rec-tag", "heat, heist"),
          Samples.answer("2", "rec-tag", "balloons"),
          Samples.answer("1", "rec-infer", "Heat is tense."),
          Samples.answer("2", "rec-infer", "Up is touching."),
          Samples.answer("2", "rec-infer", "a second answer"),
          Samples.answer("9", "rec-infer", "about no item"));

  private static ArmTexts arm(String name) {
    return ArmTexts.of(TextArm.named(name), ITEMS, ANSWERS, 1);
  }

  @Test
  void theOriginalIsWhatTheProductEncodes() {
    assertEquals(
        Map.of(
            "description",
            Map.of(
                "1", "Heat is a crime film.",
                "2", "Up (2009). Animation, Comedy",
                "3", "A boy grows up in Big.")),
        arm("original").fields());
  }

  @Test
  void theTitleGoesWithTheCategories() {
    ArmTexts title = arm("title");
    assertEquals(
        Map.of(
            "title",
            Map.of(
                "1", "Heat (1995). Crime", "2", "Up (2009). Animation, Comedy", "3", "Big (1988)")),
        title.fields());
    assertFalse(title.items().getFirst().hasDescription());
    assertEquals(
        Map.of("title", Map.of("1", "1995. Crime", "2", "2009. Animation, Comedy", "3", "1988")),
        arm("title/anonymised").fields());
  }

  @Test
  void answersComeAfterTheOriginalAndMissingOnesStayMissing() {
    ArmTexts all = arm("all");
    assertEquals(
        List.of("description", "rec-tag", "rec-infer"), List.copyOf(all.fields().keySet()));
    assertEquals(Map.of("1", "heat, heist", "2", "balloons"), all.fields().get("rec-tag"));
    assertEquals("Up is touching.", all.fields().get("rec-infer").get("2"));
    assertEquals(0, all.missing("description"));
    assertEquals(1, all.missing("rec-tag"));
    assertEquals(arm("original").fields().get("description"), all.fields().get("description"));
    assertEquals(List.of("description", "rec-tag"), List.copyOf(arm("rec-tag").fields().keySet()));
  }

  @Test
  void aPlaceboGivesEveryItemAnothersAnswers() {
    ArmTexts placebo = arm("all/placebo");
    assertEquals(Map.of("1", "balloons", "2", "heat, heist"), placebo.fields().get("rec-tag"));
    assertEquals(
        Map.of("1", "Up is touching.", "2", "Heat is tense."), placebo.fields().get("rec-infer"));
    assertEquals(arm("all").fields().get("description"), placebo.fields().get("description"));
  }

  @Test
  void anonymisedTextsLackTheTitleAndWhateverSpellsIt() {
    ArmTexts anonymised = arm("all/anonymised");
    assertEquals(
        Map.of(
            "1", "this item is a crime film.",
            "2", "2009. Animation, Comedy",
            "3", "A boy grows up in this item."),
        anonymised.fields().get("description"));
    // "heat" stands in small letters in no other description.
    assertEquals("this item, heist", anonymised.fields().get("rec-tag").get("1"));
    assertEquals("this item is touching.", anonymised.fields().get("rec-infer").get("2"));
    anonymised.items().forEach(item -> assertEquals(Map.of(), item.attributes()));
  }

  @Test
  void aPlaceboOfAnonymisedTextsDealsThoseOut() {
    assertEquals(
        Map.of("1", "this item is touching.", "2", "this item is tense."),
        arm("rec-infer/placebo/anonymised").fields().get("rec-infer"));
  }

  @Test
  void anArmWithoutAnyAnswerIsRefused() {
    String message = assertThrows(ConfigException.class, () -> arm("eng")).getMessage();
    assertTrue(message.contains("found none about these 3 items"), message);
    assertThrows(
        ConfigException.class, () -> ArmTexts.of(TextArm.named("all"), ITEMS, List.of(), 1));
  }

  @Test
  void theOrderOfTheCatalogueChangesNoText() throws IOException {
    Samples books = Samples.books();
    List<Item> shuffled = new ArrayList<>(books.items());
    Collections.shuffle(shuffled, new Random(4));
    for (String name : List.of("all", "all/placebo", "all/anonymised", "eng/placebo/anonymised")) {
      TextArm arm = TextArm.named(name);
      assertEquals(
          ArmTexts.of(arm, books.items(), books.answers(), 7).fields(),
          ArmTexts.of(arm, shuffled, books.answers(), 7).fields());
    }
    TextArm placebo = TextArm.named("all/placebo");
    assertNotEquals(
        ArmTexts.of(placebo, books.items(), books.answers(), 7).fields(),
        ArmTexts.of(placebo, books.items(), books.answers(), 8).fields());
  }

  @Test
  void answersThatSawInteractionsAreAdmittedForThoseOnly() {
    Ids ids = Ids.of(List.of("1", "2", "3"));
    InteractionTable.Builder rows = new InteractionTable.Builder();
    rows.add(0, 1, 5, 0);
    TrainingData data = TrainingData.everything(rows.build(Ids.of(List.of("u")), ids));
    List<Answer> answers = new ArrayList<>(ANSWERS);
    answers.add(Samples.answer("1", "eng", "alike", data.hash()));
    ArmTexts fit = ArmTexts.of(TextArm.named("all"), ITEMS, answers, 1);
    assertEquals(Optional.of(data.hash()), fit.graph());
    assertSame(fit, fit.checkedFor(data));
    ArmTexts without = ArmTexts.of(TextArm.named("rec-tag"), ITEMS, answers, 1);
    assertEquals(Optional.empty(), without.graph());
    assertSame(without, without.checkedFor(data));

    answers.set(answers.size() - 1, Samples.answer("1", "eng", "alike", "other"));
    ArmTexts foreign = ArmTexts.of(TextArm.named("eng/placebo"), ITEMS, answers, 1);
    assertThrows(ConfigException.class, () -> foreign.checkedFor(data));
    answers.add(Samples.answer("2", "rec-eng", "alike", "a third"));
    String message =
        assertThrows(
                ConfigException.class, () -> ArmTexts.of(TextArm.named("all"), ITEMS, answers, 1))
            .getMessage();
    assertTrue(message.contains("[a third, other]"), message);
  }
}
