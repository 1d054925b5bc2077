package org.llmrec.enrich.prompt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.llmrec.core.Item;
import org.llmrec.core.json.Json;
import org.llmrec.llm.text.QuotedText;
import org.llmrec.llm.text.VisibleText;

/**
 * An item as the JSON object that a prompt shows, on one line, as {@link QuotedText} writes it. Its
 * texts are {@link VisibleText}; each is cut, and all of them together, so that one item cannot
 * fill a context.
 */
final class ItemJson {
  static final int MAX_TITLE = 300;
  static final int MAX_DESCRIPTION = 4_000;
  static final int MAX_VALUE = 300;
  static final int MAX_ENTRIES = 40;

  /** The most tokens of the item that is asked about, by {@code TokenEstimate}. */
  static final int MAX_TOKENS = 1_500;

  /** The most tokens of each neighbour. */
  static final int MAX_NEIGHBOUR_TOKENS = 400;

  private ItemJson() {}

  static String of(Item item) {
    return QuotedText.json(node(item, MAX_TOKENS));
  }

  static String of(List<Item> items) {
    return QuotedText.json(items.stream().map(item -> node(item, MAX_NEIGHBOUR_TOKENS)).toList());
  }

  /**
   * The title first, then the categories and attributes with up to half of the room, and the
   * description with all that is left.
   */
  private static ObjectNode node(Item item, int tokens) {
    Room room = new Room(tokens);
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("title", room.fit(VisibleText.of(item.title(), MAX_TITLE)));
    ArrayNode categories = node.putArray("categories");
    ObjectNode attributes = node.putObject("attributes");
    Room half = room.half();
    item.categories().stream()
        .limit(MAX_ENTRIES)
        .map(category -> half.fit(VisibleText.of(category, MAX_VALUE)))
        .filter(category -> !category.isEmpty())
        .forEach(categories::add);
    item.attributes().entrySet().stream()
        .limit(MAX_ENTRIES)
        .forEach(attribute -> put(attributes, attribute, half));
    room.leave(half);
    node.put("description", room.fit(VisibleText.of(item.description(), MAX_DESCRIPTION)));
    return node;
  }

  /** Leaves out what has no name or value to see, and a second one of the same name. */
  private static void put(ObjectNode attributes, Map.Entry<String, String> attribute, Room room) {
    String name = VisibleText.of(attribute.getKey(), MAX_VALUE);
    if (name.isEmpty() || attributes.has(name)) {
      return;
    }
    String shown = room.fit(name);
    String value = room.fit(VisibleText.of(attribute.getValue(), MAX_VALUE));
    if (shown.equals(name) && !value.isEmpty()) {
      attributes.put(name, value);
    }
  }
}
