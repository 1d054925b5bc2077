package org.llmrec.rerank.history;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * For whom a list is put in order.
 *
 * @param id their key, by which what is made of their history is kept; no model sees it. Empty for
 *     somebody without one
 * @param history what they met, the oldest first; empty where nothing is known
 * @param likedFrom from which value on they liked an item; empty where all was liked
 */
public record Person(Optional<String> id, History history, OptionalDouble likedFrom) {
  /** Of whom nothing is known. */
  public static final Person UNKNOWN = of(History.NONE);

  /** Refuses null. */
  public Person {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(history, "history");
    Objects.requireNonNull(likedFrom, "likedFrom");
  }

  /** Somebody without a key who liked all of that. */
  public static Person of(History history) {
    return new Person(Optional.empty(), history, OptionalDouble.empty());
  }

  /** The same with a key. */
  public Person id(String key) {
    return new Person(Optional.of(key), history, likedFrom);
  }

  /** The same who did not like what is valued less. */
  public Person likedFrom(double value) {
    return new Person(id, history, OptionalDouble.of(value));
  }

  /** Whether they met anything. */
  public boolean known() {
    return history.size() > 0;
  }

  /** Whether they liked it. Where it has no value they did: they chose it. */
  public boolean liked(HistoryItem item) {
    return likedFrom.isEmpty()
        || item.value().isEmpty()
        || item.value().getAsDouble() >= likedFrom.getAsDouble();
  }
}
