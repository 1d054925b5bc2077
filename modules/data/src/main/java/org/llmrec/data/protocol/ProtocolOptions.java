package org.llmrec.data.protocol;

import java.util.List;
import java.util.Objects;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * How to cut.
 *
 * @param protocol by which rules
 * @param seed of everything that is drawn
 * @param minPositives users with fewer positives are left out (A, cold items, cold users); from 3
 *     on
 * @param share of a user's positives (A) or of all positives in time (C) that is test, and again
 *     validation; in (0, 0.5)
 * @param coldShare of the items or users that go cold, in (0, 1)
 * @param minItemPositives an item needs as many to go cold; from 1 on
 * @param histories lengths of history by which a cold user is known, ascending, from 1 on
 */
public record ProtocolOptions(
    Protocol protocol,
    long seed,
    int minPositives,
    double share,
    double coldShare,
    int minItemPositives,
    List<Integer> histories) {
  /**
   * Copies the list.
   *
   * @throws ConfigException if a number is out of its range
   */
  public ProtocolOptions {
    Objects.requireNonNull(protocol, "protocol");
    histories = List.copyOf(histories);
    boolean ascending =
        !histories.isEmpty()
            && histories.get(0) >= 1
            && histories.equals(histories.stream().distinct().sorted().toList());
    if (minPositives < 3 || minItemPositives < 1) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected at least 3 positives of a user and 1 of an item, found "
              + minPositives
              + " and "
              + minItemPositives);
    }
    if (!(share > 0 && share < 0.5) || !(coldShare > 0 && coldShare < 1)) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected a share in (0, 0.5) and a cold share in (0, 1), found "
              + share
              + " and "
              + coldShare);
    }
    if (!ascending) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected lengths of history from 1 on, ascending, found " + histories);
    }
  }

  /** The protocol with its own numbers: 10 positives, 10 %, 20 % cold of items with 5, 1, 3, 5. */
  public static ProtocolOptions of(Protocol protocol, long seed) {
    return new ProtocolOptions(protocol, seed, 10, 0.1, 0.2, 5, List.of(1, 3, 5));
  }
}
