package org.llmrec.enrich.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.json.Json;

class PromptPackTest {
  private static final Item ITEM =
      new Item("a", "Title", "A story.", List.of("Gothic"), Map.of("year", "1818"));
  private static final Item OTHER = new Item("b", "Other", "Two.", List.of(), Map.of());

  private static PromptPack pack(String... ids) {
    return PromptPack.of(List.of(ids).stream().map(PromptTemplate::latest).toList());
  }

  @Test
  void showsTheItemOnceAndAsksEverything() throws Exception {
    PromptPack pack = pack("rec-paraphrase", "rec-tag", "rec-infer");
    assertEquals("pack(rec-paraphrase+rec-tag+rec-infer)", pack.id());
    assertEquals(List.of("rec-paraphrase", "rec-tag", "rec-infer"), pack.fields());
    String text = pack.render(ITEM, List.of(OTHER));
    assertEquals(2, text.split("A story\\.", -1).length);
    assertFalse(pack.wantsNeighbours());
    assertFalse(text.contains("Two.") || text.contains("{{"), text);
    assertTrue(
        text.endsWith(
            "{\"rec-paraphrase\": \"...\", \"rec-tag\": [\"...\", \"...\"], "
                + "\"rec-infer\": \"...\"}"),
        text);
    assertEquals(AnswerForm.Kind.TAGS, pack.form("rec-tag").kind());
    assertEquals("rec-tag", pack.property("rec-tag"));
    assertEquals(
        PromptTemplate.latest("rec-paraphrase").maxTokens()
            + PromptTemplate.latest("rec-tag").maxTokens()
            + PromptTemplate.latest("rec-infer").maxTokens(),
        pack.maxTokens());
    JsonNode schema = Json.mapper().readTree(pack.schema().orElseThrow().json());
    assertEquals(
        "[\"rec-paraphrase\",\"rec-tag\",\"rec-infer\"]", schema.path("required").toString());
    assertEquals("array", schema.at("/properties/rec-tag/type").textValue());
    assertEquals("string", schema.at("/properties/rec-infer/type").textValue());
    assertFalse(schema.path("additionalProperties").booleanValue());
  }

  @Test
  void showsNeighboursIfOneOfTheQuestionsWantsThem() {
    PromptPack pack = pack("tag", "eng");
    assertTrue(pack.wantsNeighbours());
    String text = pack.render(ITEM, List.of(OTHER));
    assertEquals(2, text.split("Two\\.", -1).length);
    assertTrue(text.indexOf("A story.") < text.indexOf("Two."), text);
  }

  @Test
  void everyPromptOfTheLibraryCanBePacked() {
    PromptPack all = pack(PromptTemplate.IDS.toArray(new String[0]));
    assertEquals(PromptTemplate.IDS, all.fields());
    assertNotEquals(all.sha256(), pack("tag", "eng").sha256());
    assertNotEquals(pack("tag", "infer").sha256(), pack("infer", "tag").sha256());
  }

  @Test
  void anOwnPromptIsPackedIfItSaysHow() {
    PromptTemplate own =
        OwnPrompts.of(
            "mood",
            "# form: tags 2-4\n# ask: Which moods does it have?\nMoods of {{item}}, please.",
            Optional.empty());
    PromptPack pack = PromptPack.of(List.of(PromptTemplate.latest("tag"), own));
    assertTrue(
        pack.render(ITEM, List.of())
            .contains("\"mood\": Which moods does it have? Give a list of 2 to 4 lowercase tags."),
        pack.render(ITEM, List.of()));
    PromptTemplate silent = OwnPrompts.of("mood", "Moods of {{item}}", Optional.empty());
    String message =
        assertThrows(
                ConfigException.class,
                () -> PromptPack.of(List.of(PromptTemplate.latest("tag"), silent)))
            .getMessage();
    assertTrue(message.contains("# ask:"), message);
  }

  @Test
  void aPackOfOneOrOfTheSameTwiceIsRefused() {
    assertThrows(ConfigException.class, () -> pack("tag"));
    assertThrows(ConfigException.class, () -> pack("tag", "infer", "tag"));
    assertThrows(IllegalArgumentException.class, () -> pack("tag", "infer").form("eng"));
  }

  @Test
  void anAnswerIsKeptAsOneTextAndTakenApartAgain() {
    PromptPack pack = pack("rec-tag", "infer");
    Map<String, String> texts = Map.of("rec-tag", "dark, slow", "infer", "Sad \"and\" slow.");
    String kept = AnswerTexts.join(pack, texts);
    assertEquals("{\"infer\":\"Sad \\\"and\\\" slow.\",\"rec-tag\":\"dark, slow\"}", kept);
    assertEquals(texts, AnswerTexts.split(pack.id(), kept));
    assertEquals("", AnswerTexts.join(pack, Map.of()));
    assertEquals(Map.of(), AnswerTexts.split(pack.id(), ""));
    PromptTemplate tag = PromptTemplate.latest("tag");
    assertEquals("dark, slow", AnswerTexts.join(tag, Map.of("tag", "dark, slow")));
    assertEquals(Map.of("tag", "{\"a\":1}"), AnswerTexts.split("tag", "{\"a\":1}"));
    for (String broken : List.of("no", "[]", "{\"infer\":1}", "{\"infer\":\"secret")) {
      String message =
          assertThrows(LlmrecException.class, () -> AnswerTexts.split(pack.id(), broken))
              .getMessage();
      assertFalse(message.contains("secret"), message);
    }
  }
}
