package org.llmrec.enrich.report.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each of a few names came; of many the rest is counted together. */
final class Kinds {
  static final String REST = "others";

  private static final int MOST = 40;

  private final Map<String, Long> counts = new HashMap<>();

  void add(String name) {
    boolean room = counts.containsKey(name) || counts.size() < MOST;
    counts.merge(room ? name : REST, 1L, Long::sum);
  }

  /** Most frequent first, the rest last. */
  Map<String, Long> byCount() {
    Map<String, Long> sorted = new LinkedHashMap<>();
    counts.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Long> e) -> e.getKey().equals(REST))
                .thenComparing(Map.Entry.<String, Long>comparingByValue().reversed())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(e -> sorted.put(e.getKey(), e.getValue()));
    return sorted;
  }
}
