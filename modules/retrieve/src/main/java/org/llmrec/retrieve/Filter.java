package org.llmrec.retrieve;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which items a request may see. Applied inside the search, so that as many results come back as
 * there are eligible items. An item passes when it meets every condition. Immutable.
 *
 * @param categories an item passes when it has at least one of them, in any letter case and with
 *     any blanks around it; empty lets every item pass
 * @param attributes by the name of an attribute, exactly as the catalogue has it: an item passes
 *     when its value is one of these, compared like categories. Only the whole value counts; an
 *     item without the attribute does not pass. A name without values is no condition
 * @param ranges by the name of an attribute: an item passes when its value is a decimal number in
 *     the range. An item without the attribute, or where it is no finite number, does not pass:
 *     missing is not zero
 * @param allow only these ids pass; absent lets every item pass, while an empty set lets none
 * @param deny these ids never pass; wins over {@code allow}. Ids that the catalogue does not have
 *     are ignored in both
 */
public record Filter(
    Set<String> categories,
    Map<String, Set<String>> attributes,
    Map<String, Range> ranges,
    Optional<Set<String>> allow,
    Set<String> deny) {
  private static final Filter NONE =
      new Filter(Set.of(), Map.of(), Map.of(), Optional.empty(), Set.of());

  /** Copies the collections. */
  public Filter {
    categories = Set.copyOf(categories);
    attributes =
        attributes.entrySet().stream()
            .filter(each -> !each.getValue().isEmpty())
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
    ranges = Map.copyOf(ranges);
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
    return new Filter(new LinkedHashSet<>(anyOf), attributes, ranges, allow, deny);
  }

  /** The same, but the attribute has to have one of these values; none for no condition on it. */
  public Filter withAttribute(String name, String... anyOf) {
    Map<String, Set<String>> both = new LinkedHashMap<>(attributes);
    both.put(name, new LinkedHashSet<>(List.of(anyOf)));
    return new Filter(categories, both, ranges, allow, deny);
  }

  /** The same, but the attribute has to be a number in this range, whatever was asked before. */
  public Filter withRange(String name, Range range) {
    Map<String, Range> both = new LinkedHashMap<>(ranges);
    both.put(name, range);
    return new Filter(categories, attributes, both, allow, deny);
  }

  /** The same, but only these ids may pass. */
  public Filter allowing(Collection<String> ids) {
    return new Filter(categories, attributes, ranges, Optional.of(new LinkedHashSet<>(ids)), deny);
  }

  /** The same with these ids denied too. */
  public Filter denying(Collection<String> ids) {
    LinkedHashSet<String> both = new LinkedHashSet<>(deny);
    both.addAll(ids);
    return new Filter(categories, attributes, ranges, allow, both);
  }

  /** Whether every item passes. */
  public boolean isNone() {
    return categories.isEmpty()
        && attributes.isEmpty()
        && ranges.isEmpty()
        && allow.isEmpty()
        && deny.isEmpty();
  }
}
