package org.llmrec.data.protocol;

import java.util.List;
import java.util.Objects;

/**
 * How to cut.
 *
 * @param protocol by which rules
 * @param seed of everything that is drawn
 * @param minPositives users with fewer positives are left out (A, cold items, cold users)
 * @param share of a user's positives (A) or of time (C) that is test, and again validation
 * @param coldShare of the items or users that go cold
 * @param minItemPositives an item needs as many to go cold
 * @param histories lengths of history by which a cold user is known
 */
public record ProtocolOptions(
    Protocol protocol,
    long seed,
    int minPositives,
    double share,
    double coldShare,
    int minItemPositives,
    List<Integer> histories) {
  /** Copies the list. */
  public ProtocolOptions {
    Objects.requireNonNull(protocol, "protocol");
    histories = List.copyOf(histories);
  }

  /** The protocol with its own numbers: 10 positives, 10 %, 20 % cold of items with 5, 1, 3, 5. */
  public static ProtocolOptions of(Protocol protocol, long seed) {
    return new ProtocolOptions(protocol, seed, 10, 0.1, 0.2, 5, List.of(1, 3, 5));
  }
}
