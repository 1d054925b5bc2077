package org.llmrec.data.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ids and their dense numbers {@code 0 … size-1}, both ways, in a fixed order. Immutable and safe
 * to share between threads.
 */
public final class Ids {
  private final List<String> names;
  private final Map<String, Integer> numbers;

  private Ids(List<String> names, Map<String, Integer> numbers) {
    this.names = Collections.unmodifiableList(names);
    this.numbers = numbers;
  }

  /** In this order, each at its first occurrence. */
  public static Ids of(Collection<String> names) {
    Builder builder = new Builder();
    names.forEach(builder::add);
    return builder.build();
  }

  /** How many. */
  public int size() {
    return names.size();
  }

  /**
   * The id of that number.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public String get(int number) {
    return names.get(number);
  }

  /** The number of that id, or -1. */
  public int indexOf(String id) {
    return numbers.getOrDefault(id, -1);
  }

  /** Whether the id is among these. */
  public boolean contains(String id) {
    return numbers.containsKey(id);
  }

  /** All of them in order; unmodifiable. */
  public List<String> asList() {
    return names;
  }

  /** Collects ids in the order of first sight. Not thread-safe; good for one build. */
  public static final class Builder {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    /** The id's number; a new id gets the next one. */
    public int add(String id) {
      Integer known = numbers.putIfAbsent(id, names.size());
      if (known != null) {
        return known;
      }
      names.add(id);
      return names.size() - 1;
    }

    /** How many so far. */
    public int size() {
      return names.size();
    }

    /** The finished ids; the builder must not be used after. */
    public Ids build() {
      return new Ids(names, numbers);
    }
  }
}
