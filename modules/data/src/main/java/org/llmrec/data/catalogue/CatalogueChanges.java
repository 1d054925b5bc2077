package org.llmrec.data.catalogue;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.Item;
import org.llmrec.core.journal.ItemChange;
import org.llmrec.core.journal.JournalContent;
import org.llmrec.core.journal.JournalEntry;
import org.llmrec.data.forget.Forgotten;

/**
 * What a journal does to a catalogue that is read from its source: an item that was put in takes
 * the place of the one with its id, or comes after all others in the order of the journal; one that
 * was deleted is left out. For one import.
 */
public final class CatalogueChanges {
  private final Map<String, JournalEntry> latest;
  private final Set<String> met = new HashSet<>();
  private long deleted;

  /** Those of a journal, of which the last change of every item counts. */
  public CatalogueChanges(JournalContent journal) {
    this(journal, Forgotten.none());
  }

  /** The same without what is to be forgotten. */
  public CatalogueChanges(JournalContent journal, Forgotten forgotten) {
    this.latest = new LinkedHashMap<>(journal.latest());
    latest.keySet().removeIf(forgotten::item);
  }

  /** None at all. */
  public static CatalogueChanges none() {
    return new CatalogueChanges(new JournalContent(List.of(), 0, 0));
  }

  /** What becomes of an item of the source, if it stays. */
  Optional<Item> of(Item item) {
    JournalEntry entry = latest.get(item.id());
    if (entry == null) {
      return Optional.of(item);
    }
    met.add(item.id());
    return switch (entry.change()) {
      case ItemChange.Put put -> Optional.of(put.item());
      case ItemChange.Delete gone -> {
        deleted++;
        yield Optional.empty();
      }
    };
  }

  /** The items that the source did not have, once all of its items went through {@link #of}. */
  List<Item> added() {
    return latest.values().stream()
        .map(JournalEntry::change)
        .filter(change -> !met.contains(change.id()))
        .filter(ItemChange.Put.class::isInstance)
        .map(change -> ((ItemChange.Put) change).item())
        .toList();
  }

  /** How many items of the source were left out. */
  public long deleted() {
    return deleted;
  }

  /** How many items were put in, new ones and others. */
  public long put() {
    return latest.values().stream().filter(e -> e.change() instanceof ItemChange.Put).count();
  }
}
