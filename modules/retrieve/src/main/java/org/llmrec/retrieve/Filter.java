package org.llmrec.retrieve;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which items a request may see. Applied inside the search, so that as many results come back as
 * there are eligible items. Immutable.
 *
 * @param categories an item passes when it has at least one of them, in any letter case; empty lets
 *     every item pass
 * @param allow only these ids pass; absent lets every item pass, while an empty set lets none
 * @param deny these ids never pass; wins over {@code allow}. Ids that the catalogue does not have
 *     are ignored in both
 */
public record Filter(Set<String> categories, Optional<Set<String>> allow, Set<String> deny) {
  private static final Filter NONE = new Filter(Set.of(), Optional.empty(), Set.of());

  /** Copies the sets. */
  public Filter {
    categories = Set.copyOf(categories);
    allow = allow.map(Set::copyOf);
    deny = Set.copyOf(deny);
  }

  /** Every item passes. */
  public static Filter none() {
    return NONE;
  }

  /** Items with one of these categories. */
  public static Filter anyCategory(String... categories) {
    return NONE.withCategories(List.of(categories));
  }

  /** The same with these categories instead; empty for no condition. */
  public Filter withCategories(Collection<String> anyOf) {
    return new Filter(new LinkedHashSet<>(anyOf), allow, deny);
  }

  /** The same, but only these ids may pass. */
  public Filter allowing(Collection<String> ids) {
    return new Filter(categories, Optional.of(new LinkedHashSet<>(ids)), deny);
  }

  /** The same with these ids denied too. */
  public Filter denying(Collection<String> ids) {
    LinkedHashSet<String> both = new LinkedHashSet<>(deny);
    both.addAll(ids);
    return new Filter(categories, allow, both);
  }

  /** Whether every item passes. */
  public boolean isNone() {
    return categories.isEmpty() && allow.isEmpty() && deny.isEmpty();
  }
}
