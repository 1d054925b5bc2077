package org.llmrec.enrich.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Item;
import org.llmrec.core.json.Json;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.text.NaiveText;
import org.llmrec.llm.text.VisibleText;

/** Whatever an item's text says, a question stays the same around the item's own place. */
class HostileTextTest {
  private static final Item HARMLESS =
      new Item("h", "A title", "A story.", List.of("Gothic"), Map.of("year", "1818"));
  private static final List<Item> NEIGHBOURS =
      List.of(
          new Item("n1", "First", "One.", List.of(), Map.of()),
          new Item("n2", "Second", "Two.", List.of(), Map.of()),
          new Item("n3", "Third", "", List.of(), Map.of()));

  /** What servers take for a mark of their chat template; none is in our wordings. */
  private static final Pattern MARKS =
      Pattern.compile("<\\||\\|>|</?s>|<<SYS>>|\\[/?[A-Z_]+\\]|<[a-z_0-9]+>|<｜|<0x");

  private static List<Prompt> prompts() {
    List<Prompt> prompts = new ArrayList<>();
    List<PromptTemplate> latest = PromptTemplate.IDS.stream().map(PromptTemplate::latest).toList();
    for (String id : PromptTemplate.IDS) {
      prompts.add(PromptTemplate.load(id, 1));
    }
    prompts.addAll(latest);
    PromptTemplate own =
        OwnPrompts.of(
            "mood",
            "# ask: Which moods has it?\nWhich moods?\n{{item}}\nOthers:\n{{neighbours}}\nTags only.",
            Optional.of(AnswerForm.Kind.TAGS));
    prompts.add(own);
    prompts.add(PromptPack.of(List.of(latest.get(3), latest.get(4), own)));
    prompts.add(PromptPack.of(latest.subList(0, 3)));
    prompts.add(PromptPack.of(latest));
    return prompts;
  }

  @Test
  void theAttacksAreCleanedByTheRules() throws IOException {
    for (Attack attack : Attack.all()) {
      String text = attack.text().substring(0, Math.min(20_000, attack.text().length()));
      assertEquals(NaiveText.of(text, 4_000), VisibleText.of(text, 4_000), attack::name);
    }
  }

  @Test
  void onlyTheItemsOwnPlaceChanges() throws Exception {
    List<Attack> attacks = Attack.all();
    assertTrue(attacks.size() > 90, "a corpus");
    List<Prompt> prompts = prompts();
    for (Attack attack : attacks) {
      Item hostile = attack.item("x");
      for (Prompt prompt : prompts) {
        String where = attack + " in " + prompt.id() + " v" + prompt.version();
        List<String> expected = lines(prompt.render(HARMLESS, NEIGHBOURS));
        List<String> found = lines(prompt.render(hostile, NEIGHBOURS));
        int slot = expected.indexOf(ItemJson.of(HARMLESS));
        assertTrue(slot >= 0, where);
        String line = found.get(slot);
        expected.set(slot, line);
        assertEquals(expected, found, where);
        if (prompt == prompts.get(0)) {
          holds(hostile, Json.mapper().readTree(line), where);
        } else {
          // The place looks the same in every prompt.
          assertEquals(ItemJson.of(hostile), line, where);
        }
        assertTrue(TokenEstimate.of(line) <= ItemJson.MAX_TOKENS, where);
        assertFalse(MARKS.matcher(line.replace("|>", "")).find(), where);
      }
    }
  }

  @Test
  void neitherDoesANeighbourLeaveItsPlace() throws Exception {
    List<Prompt> prompts = prompts();
    for (Attack attack : Attack.all()) {
      Item hostile = attack.item("x");
      String shown = null;
      List<Item> neighbours = List.of(NEIGHBOURS.get(0), hostile, NEIGHBOURS.get(2));
      for (Prompt prompt : prompts) {
        String where = attack + " beside the item of " + prompt.id() + " v" + prompt.version();
        List<String> expected = lines(prompt.render(HARMLESS, NEIGHBOURS));
        List<String> found = lines(prompt.render(HARMLESS, neighbours));
        int slot = expected.indexOf(ItemJson.of(NEIGHBOURS));
        assertEquals(prompt.wantsNeighbours(), slot >= 0, where);
        if (slot >= 0) {
          String line = found.get(slot);
          expected.set(slot, line);
          JsonNode array = Json.mapper().readTree(line);
          assertEquals(3, array.size(), where);
          assertEquals("First", array.get(0).path("title").textValue(), where);
          assertEquals("Third", array.get(2).path("title").textValue(), where);
          if (shown == null) {
            holds(hostile, array.get(1), where);
            shown = line;
          }
          assertEquals(shown, line, where);
          assertTrue(TokenEstimate.of(line) <= 3 * ItemJson.MAX_NEIGHBOUR_TOKENS, where);
        }
        assertEquals(expected, found, where);
      }
    }
  }

  /** The texts are the item's, cleaned, perhaps cut; the names of the fields are ours. */
  private static void holds(Item item, JsonNode slot, String where) {
    List<String> names = new ArrayList<>();
    slot.fieldNames().forEachRemaining(names::add);
    assertEquals(List.of("title", "categories", "attributes", "description"), names, where);
    begins(item.title(), ItemJson.MAX_TITLE, slot.path("title").textValue(), where);
    begins(
        item.description(), ItemJson.MAX_DESCRIPTION, slot.path("description").textValue(), where);
    for (JsonNode category : slot.path("categories")) {
      assertTrue(
          item.categories().stream()
              .anyMatch(c -> cutOf(NaiveText.of(c, ItemJson.MAX_VALUE), category.textValue())),
          where);
    }
    slot.path("attributes")
        .properties()
        .forEach(
            attribute ->
                assertTrue(
                    item.attributes().entrySet().stream()
                        .anyMatch(
                            a ->
                                NaiveText.of(a.getKey(), ItemJson.MAX_VALUE)
                                        .equals(attribute.getKey())
                                    && cutOf(
                                        NaiveText.of(a.getValue(), ItemJson.MAX_VALUE),
                                        attribute.getValue().textValue())),
                    where));
  }

  private static void begins(String text, int limit, String shown, String where) {
    // The oracle is slow; nothing behind this many characters could be shown but invisible runs.
    String start = text.length() > 10_000 ? text.substring(0, 10_000) : text;
    assertTrue(cutOf(NaiveText.of(start, limit), shown), () -> where + ": " + shown);
  }

  private static boolean cutOf(String whole, String shown) {
    return whole.equals(shown)
        || (shown.endsWith("…") && whole.startsWith(shown.substring(0, shown.length() - 1)));
  }

  @Test
  void anOrdinaryItemIsShownInFull() throws IOException {
    // 80 words, some of them in markup, are far below the caps.
    String description = "A <b>story</b> [sic] of \"many\" words. ".repeat(12).strip();
    Item item = new Item("a", "Title", description, List.of("Gothic"), Map.of("year", "1818"));
    JsonNode slot = Json.mapper().readTree(ItemJson.of(item));
    assertEquals(description, slot.path("description").textValue());
    assertEquals("1818", slot.path("attributes").path("year").textValue());
    assertEquals("Gothic", slot.path("categories").get(0).textValue());
  }

  @Test
  void attributesLeaveTheDescriptionHalfOfTheRoom() throws IOException {
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      many.put("k" + i, "v".repeat(300));
    }
    Item item = new Item("a", "Title", "d".repeat(4_000), List.of(), many);
    JsonNode slot = Json.mapper().readTree(ItemJson.of(item));
    assertTrue(slot.path("description").textValue().length() > 2_800, slot::toString);
    assertTrue(slot.path("attributes").size() > 5, slot::toString);
  }

  @Test
  void aCallIsAboutOneItem() {
    Item other = new Item("o", "Nobody's business", "Secret.", List.of(), Map.of());
    for (Prompt prompt : prompts()) {
      if (!prompt.wantsNeighbours()) {
        assertEquals(prompt.render(HARMLESS, List.of()), prompt.render(HARMLESS, List.of(other)));
      }
    }
  }

  private static List<String> lines(String text) {
    return new ArrayList<>(List.of(text.split("\n", -1)));
  }
}
