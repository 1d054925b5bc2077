package org.llmrec.enrich.prompt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.llmrec.core.Item;
import org.llmrec.core.json.Json;

/**
 * An item as the JSON object that a prompt shows. Text that a person would not see (controls,
 * directions, tags) is left out, since a model reads it all the same; long text is cut, so that one
 * item cannot fill a context.
 */
final class ItemJson {
  static final int MAX_TITLE = 300;
  static final int MAX_DESCRIPTION = 4_000;
  static final int MAX_VALUE = 300;
  static final int MAX_ENTRIES = 40;

  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;

  private ItemJson() {}

  static String of(Item item) {
    return write(node(item));
  }

  static String of(List<Item> items) {
    return write(items.stream().map(ItemJson::node).toList());
  }

  private static ObjectNode node(Item item) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("title", clean(item.title(), MAX_TITLE));
    item.categories().stream()
        .limit(MAX_ENTRIES)
        .map(category -> clean(category, MAX_VALUE))
        .forEach(node.putArray("categories")::add);
    ObjectNode attributes = node.putObject("attributes");
    item.attributes().entrySet().stream()
        .limit(MAX_ENTRIES)
        .forEach(a -> attributes.put(clean(a.getKey(), MAX_VALUE), clean(a.getValue(), MAX_VALUE)));
    node.put("description", clean(item.description(), MAX_DESCRIPTION));
    return node;
  }

  private static String write(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError("nodes of text can be written", e);
    }
  }

  /** At most {@code limit} code points of what a person would see, runs of blanks as one. */
  static String clean(String text, int limit) {
    StringBuilder kept = new StringBuilder(Math.min(text.length(), limit));
    int count = 0;
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = count > 0;
      } else if (visible(c)) {
        // The gap is written with what follows it, so that none ends the text.
        int more = gap ? 2 : 1;
        if (count + more > limit) {
          return kept.append('…').toString();
        }
        kept.append(gap ? " " : "").appendCodePoint(c);
        count += more;
        gap = false;
      }
    }
    return kept.toString();
  }

  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED ->
          false;
      // Some scripts and many emoji cannot be written without the joiners.
      case Character.FORMAT -> c == NON_JOINER || c == JOINER;
      default -> true;
    };
  }
}
