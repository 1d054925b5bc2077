package org.llmrec.rerank.ground;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Turns written titles into items, and counts how sure each was. Immutable and thread-safe.
 *
 * <p>Titles are looked up in the whole catalogue even where only candidates may be named, so that a
 * title of another item is never bent into a candidate's.
 */
public final class Grounding {
  private static final String BY = " by ";

  private final TitleIndex titles;
  private final Optional<Set<String>> candidates;

  private Grounding(TitleIndex titles, Optional<Set<String>> candidates) {
    this.titles = Objects.requireNonNull(titles, "titles");
    this.candidates = candidates;
  }

  /** Any item of the catalogue may be named. */
  public static Grounding open(TitleIndex titles) {
    return new Grounding(titles, Optional.empty());
  }

  /**
   * Only these may be named; others of the catalogue are outside.
   *
   * @param titles of the whole catalogue
   */
  public static Grounding among(TitleIndex titles, Collection<String> candidates) {
    return new Grounding(titles, Optional.of(Set.copyOf(candidates)));
  }

  /** What the titles of an answer mean. */
  public Grounded answer(String answer) {
    return ground(WrittenList.entries(answer));
  }

  /**
   * What the entries mean.
   *
   * @param entries of a {@link WrittenList}, in order
   */
  public Grounded ground(List<String> entries) {
    Set<String> ids = new LinkedHashSet<>();
    Set<String> outside = new LinkedHashSet<>();
    List<String> invalid = new ArrayList<>();
    Map<Rung, Integer> counts = new EnumMap<>(Rung.class);
    int duplicates = 0;
    int outsideEntries = 0;
    for (String entry : entries) {
      Match match = match(entry);
      counts.merge(match.rung(), 1, Integer::sum);
      if (match.id().isEmpty()) {
        invalid.add(entry);
        continue;
      }
      String id = match.id().get();
      boolean candidate = candidates.isEmpty() || candidates.get().contains(id);
      outsideEntries += candidate ? 0 : 1;
      duplicates += (candidate ? ids : outside).add(id) ? 0 : 1;
    }
    return new Grounded(
        List.copyOf(ids),
        new Counts(counts),
        duplicates,
        List.copyOf(outside),
        outsideEntries,
        invalid);
  }

  private Match match(String entry) {
    Match match = titles.spelled(entry, this::preferred);
    int by = entry.lastIndexOf(BY);
    if (match.rung() == Rung.INVALID && by > 0) {
      Match title = titles.spelled(entry.substring(0, by), this::preferred);
      match = title.id().map(id -> Match.of(Rung.NORMALISED, id, 1)).orElse(Match.NONE);
    }
    return match.rung() == Rung.INVALID ? titles.match(entry, this::preferred) : match;
  }

  private boolean preferred(String id) {
    return candidates.isPresent() && candidates.get().contains(id);
  }
}
