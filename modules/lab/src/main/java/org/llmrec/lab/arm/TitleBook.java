package org.llmrec.lab.arm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.llmrec.core.Item;
import org.llmrec.lab.arm.TitleForms.Form;

/**
 * The titles of a whole catalogue, and what has to be known of all of them to find one in a text:
 * which are contained in others, and which are ordinary words.
 */
final class TitleBook {
  /** Longer titles are no ordinary phrases. */
  private static final int LONGEST_ORDINARY = 3;

  /** Stands for "in the descriptions of several items". */
  private static final String SEVERAL = "";

  private final Map<String, TitleForms> byItem = new HashMap<>();
  private final Map<String, List<Use>> byWord = new HashMap<>();
  private final Map<String, Set<String>> namedSo = new HashMap<>();
  private final Map<String, String> ordinary = new HashMap<>();

  /** A form with the item that goes by it. */
  private record Use(String item, List<String> words) {}

  TitleBook(List<Item> items) {
    for (Item item : items) {
      TitleForms forms = TitleForms.of(item.title());
      byItem.put(item.id(), forms);
      for (Form form : forms.forms()) {
        if (form.whole()) {
          namedSo.computeIfAbsent(form.key(), k -> new HashSet<>()).add(item.id());
        }
        if (form.words().size() <= LONGEST_ORDINARY) {
          ordinary.put(form.key(), null);
        }
        if (form.words().size() > 1) {
          List<String> words = form.words().stream().map(Words::small).toList();
          Use use = new Use(item.id(), words);
          new HashSet<>(words)
              .forEach(word -> byWord.computeIfAbsent(word, w -> new ArrayList<>()).add(use));
        }
      }
    }
    items.forEach(this::noteOrdinary);
  }

  private void noteOrdinary(Item item) {
    List<String> words = Words.of(item.description());
    for (int i = 0; i < words.size(); i++) {
      StringBuilder phrase = new StringBuilder();
      for (int n = i; n < Math.min(words.size(), i + LONGEST_ORDINARY); n++) {
        String word = words.get(n);
        if (!word.equals(Words.small(word))) {
          break;
        }
        phrase.append(n == i ? "" : " ").append(word);
        if (ordinary.containsKey(phrase.toString())) {
          ordinary.merge(
              phrase.toString(), item.id(), (was, now) -> was.equals(now) ? was : SEVERAL);
        }
      }
    }
  }

  TitleForms forms(String item) {
    return byItem.get(item);
  }

  /** Whether another item's description has the form in small letters. */
  boolean isOrdinary(Form form, String item) {
    String user = ordinary.get(form.key());
    return user != null && !user.equals(item);
  }

  /** Whether a form that is but a part of this item's title is another item's whole name. */
  boolean isAnothers(Form form, String item) {
    return !form.whole()
        && namedSo.getOrDefault(form.key(), Set.of()).stream()
            .anyMatch(other -> !other.equals(item));
  }

  /** The words of other items' forms that have those of this form, and more, side by side. */
  Set<List<String>> longerThan(Form form, String item) {
    List<String> words = form.words().stream().map(Words::small).toList();
    List<Use> fewest =
        words.stream()
            .map(word -> byWord.getOrDefault(word, List.of()))
            .min((a, b) -> Integer.compare(a.size(), b.size()))
            .orElseThrow();
    Set<List<String>> longer = new HashSet<>();
    for (Use use : fewest) {
      if (!use.item().equals(item)
          && use.words().size() > words.size()
          && Collections.indexOfSubList(use.words(), words) >= 0) {
        longer.add(use.words());
      }
    }
    return longer;
  }
}
