package org.llmrec.enrich.prompt;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.data.record.Nearest;

/**
 * A wording around the places for items. It is taken apart once, before any item is seen, so that
 * no item's text is ever looked through for slots.
 *
 * @param afterNeighbours empty for a wording without a place for neighbours
 */
record Slots(String beforeItem, String afterItem, Optional<String> afterNeighbours) {
  static final String ITEM = "{{item}}";
  static final String NEIGHBOURS = "{{neighbours}}";

  private static final List<String> KNOWN = List.of(ITEM, NEIGHBOURS);
  private static final Pattern SLOT = Pattern.compile("\\{\\{[^{}]{0,40}(\\}\\})?");

  /**
   * Takes a wording apart.
   *
   * @param name of the prompt, for messages
   * @throws ConfigException if {@code {{item}}} is missing, a slot is there twice or unknown, or
   *     the neighbours come before the item
   */
  static Slots of(String name, String body) {
    Matcher slots = SLOT.matcher(body);
    while (slots.find()) {
      if (!KNOWN.contains(slots.group())) {
        throw new ConfigException(
            LanguageModelCode.PROMPT_REFUSED,
            "prompt '"
                + name
                + "': expected the slots {{item}} and perhaps {{neighbours}}, found "
                + slots.group()
                + Nearest.hint(slots.group(), KNOWN));
      }
    }
    int item = once(name, body, ITEM);
    if (item < 0) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED,
          "prompt '" + name + "': expected the slot {{item}}, where the item is put in");
    }
    int neighbours = once(name, body, NEIGHBOURS);
    if (neighbours >= 0 && neighbours < item) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED,
          "prompt '" + name + "': expected the slot {{neighbours}} after {{item}}");
    }
    String before = body.substring(0, item);
    int rest = item + ITEM.length();
    return neighbours < 0
        ? new Slots(before, body.substring(rest), Optional.empty())
        : new Slots(
            before,
            body.substring(rest, neighbours),
            Optional.of(body.substring(neighbours + NEIGHBOURS.length())));
  }

  private static int once(String name, String body, String slot) {
    int at = body.indexOf(slot);
    if (at != body.lastIndexOf(slot)) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED,
          "prompt '" + name + "': expected the slot " + slot + " once");
    }
    return at;
  }

  /** With more at the end. */
  Slots then(String more) {
    return afterNeighbours.isPresent()
        ? new Slots(beforeItem, afterItem, afterNeighbours.map(text -> text + more))
        : new Slots(beforeItem, afterItem + more, afterNeighbours);
  }

  String render(Item item, List<Item> neighbours) {
    String start = beforeItem + ItemJson.of(item) + afterItem;
    return afterNeighbours.map(end -> start + ItemJson.of(neighbours) + end).orElse(start);
  }

  String sha256() {
    return Hashes.sha256(
        beforeItem + ITEM + afterItem + afterNeighbours.map(end -> NEIGHBOURS + end).orElse(""));
  }
}
