package org.llmrec.recommender;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.Item;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.journal.ItemChange;
import org.llmrec.core.journal.JournalEntry;
import org.llmrec.core.text.ItemText;
import org.llmrec.rank.ItemTower;
import org.llmrec.retrieve.LiveChange;

/**
 * Makes of what the journal says what a generation can search: with the vectors that its encoder
 * and its item tower give. A build would add a language model's answers; until then the tower takes
 * what it learnt for items without.
 */
final class LiveEncoding {
  private static final String DESCRIPTION = "description";

  private final OpenGeneration generation;
  private String problem;

  LiveEncoding(OpenGeneration generation) {
    this.generation = generation;
  }

  /** What went wrong since this was last asked, if anything did. */
  Optional<String> problem() {
    Optional<String> last = Optional.ofNullable(problem);
    problem = null;
    return last;
  }

  /** Makes the changes in the generation's catalogue; one that cannot be made is passed over. */
  void apply(List<JournalEntry> entries) {
    Map<String, ItemChange> last = new LinkedHashMap<>();
    for (JournalEntry entry : entries) {
      // Removed first, so that changes stand in the order of the last of each item.
      last.remove(entry.change().id());
      last.put(entry.change().id(), entry.change());
    }
    List<LiveChange> changes = encoded(List.copyOf(last.values()));
    try {
      generation.live().apply(changes);
    } catch (IllegalArgumentException e) {
      // One of them is to blame, and the others must not wait for it.
      for (LiveChange change : changes) {
        applyAlone(change);
      }
    }
  }

  private void applyAlone(LiveChange change) {
    try {
      generation.live().apply(List.of(change));
    } catch (IllegalArgumentException e) {
      problem = "item " + change.id() + " cannot be searched before the next build: " + e;
    }
  }

  private List<LiveChange> encoded(List<ItemChange> changes) {
    List<Item> items = new ArrayList<>();
    for (ItemChange change : changes) {
      if (change instanceof ItemChange.Put put) {
        items.add(put.item());
      }
    }
    float[][] texts = texts(items);
    List<LiveChange> encoded = new ArrayList<>();
    int next = 0;
    for (ItemChange change : changes) {
      switch (change) {
        case ItemChange.Put put -> {
          float[] text = texts[next++];
          float[] tower = text == null ? null : tower(text);
          encoded.add(new LiveChange.Put(put.item(), text, tower));
        }
        case ItemChange.Delete delete -> encoded.add(new LiveChange.Delete(delete.id()));
      }
    }
    return encoded;
  }

  /** A row for each item; null where there is none to be had. */
  private float[][] texts(List<Item> items) {
    float[][] none = new float[items.size()][];
    if (items.isEmpty() || generation.live().view().textDims() == 0) {
      return none;
    }
    try {
      return generation.encoder().passages(items.stream().map(i -> ItemText.of(i).text()).toList());
    } catch (QueryEncoder.Absent e) {
      problem = "found by words only: " + e.getMessage();
    } catch (LlmrecException e) {
      problem = "found by words only, as the encoder failed: " + e.getMessage();
    }
    return none;
  }

  private float[] tower(float[] text) {
    ItemTower tower = generation.tower();
    float[][] fields = new float[tower.fields().size()][];
    int description = tower.fields().indexOf(DESCRIPTION);
    if (description >= 0) {
      fields[description] = text;
    }
    return tower.forward(fields);
  }
}
