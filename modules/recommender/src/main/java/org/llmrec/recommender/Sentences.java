package org.llmrec.recommender;

import java.util.List;

/** How lists read in a sentence. */
final class Sentences {
  private static final int MOST = 20;

  private Sentences() {}

  /** The first twenty, and how many more there are. */
  static String some(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(MOST, names.size())));
    return names.size() <= MOST ? shown : shown + " and " + (names.size() - MOST) + " more";
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String and(List<String> names) {
    int last = names.size() - 1;
    return last <= 0
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
