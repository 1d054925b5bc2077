package org.llmrec.lab.search;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.llmrec.core.Item;
import org.llmrec.lab.arm.ArmTexts;
import org.llmrec.retrieve.WordScoring;

/** The kinds of text in an index. */
enum WordKind {
  TITLE,
  CATEGORIES,
  DESCRIPTION,
  ATTRIBUTES,
  ANSWERS;

  /** What a feature is called. */
  String label() {
    return "words of " + name().toLowerCase(Locale.ROOT);
  }

  /** BM25 by this kind of text alone. */
  WordScoring only() {
    WordScoring standard = WordScoring.STANDARD;
    return new WordScoring(
        this == TITLE ? 1 : 0,
        this == CATEGORIES ? 1 : 0,
        this == DESCRIPTION ? 1 : 0,
        this == ATTRIBUTES ? 1 : 0,
        this == ANSWERS ? 1 : 0,
        standard.k1(),
        standard.b(),
        false);
  }

  private boolean has(Item item, ArmTexts texts) {
    return switch (this) {
      case TITLE -> !item.title().isBlank();
      case CATEGORIES -> !item.categories().isEmpty();
      case DESCRIPTION -> !item.description().isBlank();
      case ATTRIBUTES -> !item.attributes().isEmpty();
      case ANSWERS ->
          texts.arm().prompts().stream()
              .anyMatch(
                  prompt -> texts.fields().getOrDefault(prompt, Map.of()).containsKey(item.id()));
    };
  }

  /** By a kind's label, which items have no such text. */
  static Map<String, boolean[]> without(List<Item> items, ArmTexts texts) {
    Map<String, boolean[]> without = new HashMap<>();
    for (WordKind kind : values()) {
      boolean[] own = new boolean[items.size()];
      for (int item = 0; item < own.length; item++) {
        own[item] = !kind.has(items.get(item), texts);
      }
      without.put(kind.label(), own);
    }
    return without;
  }
}
