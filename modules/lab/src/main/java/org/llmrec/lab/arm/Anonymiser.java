package org.llmrec.lab.arm;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.llmrec.core.Item;

/**
 * Takes an item's own title out of its texts, so that a model which knows the item by name cannot
 * recognise it by that. Titles of other items stay, also where they contain this one's: "Toy Story
 * 2" stays in the texts of "Toy Story".
 *
 * <p>A form of the title (see {@link TitleForms}) is found as whole words, whatever stands between
 * them, with or without accents, its article and the year in brackets behind it. Letter case does
 * not count, but for titles that are ordinary words too: "It", "Up" and "Heat" are only taken out
 * where every word begins as in the title, for "heat" in a text about "Heat" is a word. Ordinary is
 * what another item's description has in small letters, and what has but two letters. So "It stars"
 * becomes "this item stars", which says the same, and a tag "heat" stays.
 *
 * <p>What else gives an item away (people, characters, plot) stays. Thread-safe.
 */
final class Anonymiser {
  /** What stands in place of a title. */
  static final String INSTEAD = "this item";

  private final TitleBook book;
  private final Map<String, TitlePattern> patterns = new ConcurrentHashMap<>();

  /** For a catalogue: the other items' titles and descriptions count. */
  Anonymiser(List<Item> catalogue) {
    this.book = new TitleBook(catalogue);
  }

  /**
   * A text about an item without the item's title.
   *
   * @param item the id of one of the catalogue's items
   */
  String text(String item, String text) {
    TitlePattern title = patterns.computeIfAbsent(item, id -> TitlePattern.of(id, book));
    String composed = Words.composed(text);
    String without = title.replace(composed, Words.plain(composed), INSTEAD);
    return without.equals(composed) ? text : without;
  }

  /** What stands for the title: the year, or nothing where none is known. */
  String title(Item item) {
    String year = book.forms(item.id()).year();
    return year.isEmpty() ? item.attributes().getOrDefault("year", "").strip() : year;
  }
}
