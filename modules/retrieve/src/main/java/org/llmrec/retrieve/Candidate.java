package org.llmrec.retrieve;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An item that at least one source found, with what each of them said.
 *
 * @param ordinal its place in the catalogue
 * @param hits by source, in the order of {@link Source}; a source that did not find the item has no
 *     entry
 */
public record Candidate(int ordinal, Map<Source, SourceHit> hits) {

  /** Copies the map. */
  public Candidate {
    EnumMap<Source, SourceHit> copy = new EnumMap<>(Source.class);
    copy.putAll(hits);
    hits = Collections.unmodifiableMap(copy);
  }

  /**
   * The union of several answers, each item once, in catalogue order.
   *
   * @throws IllegalArgumentException if two answers come from the same source
   */
  public static List<Candidate> union(List<Hits> answers) {
    TreeMap<Integer, EnumMap<Source, SourceHit>> found = new TreeMap<>();
    for (Hits answer : answers) {
      for (int i = 0; i < answer.size(); i++) {
        SourceHit before =
            found
                .computeIfAbsent(answer.ordinal(i), o -> new EnumMap<>(Source.class))
                .put(answer.source(), new SourceHit(answer.score(i), i + 1));
        if (before != null) {
          throw new IllegalArgumentException("two answers from " + answer.source());
        }
      }
    }
    return found.entrySet().stream().map(e -> new Candidate(e.getKey(), e.getValue())).toList();
  }
}
