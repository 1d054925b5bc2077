package org.llmrec.rank.query;

import java.util.List;
import java.util.Objects;
import org.llmrec.rank.list.ListNetwork;

/**
 * What puts the candidates of a query in order, and what of it the index does not know. Immutable
 * and thread-safe; arrays are not copied and not to be changed.
 *
 * @param features the names of what the network goes by, in its order
 * @param network makes a score of them
 * @param depth how many of the best by words and by vectors are candidates, from 1 on
 * @param likedBy by item the numbers of the users who like it, {@code [items][]}
 * @param users how many users there are
 * @param missing by item the kinds of text that it lacks, a bit each, {@code [items]}
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record QueryRanker(
    List<String> features,
    ListNetwork network,
    int depth,
    int[][] likedBy,
    int users,
    int[] missing) {
  /**
   * Checks that the parts fit together.
   *
   * @throws IllegalArgumentException if not
   */
  public QueryRanker {
    features = List.copyOf(features);
    Objects.requireNonNull(network, "network");
    if (network.features() != features.size() || depth < 1 || likedBy.length != missing.length) {
      throw new IllegalArgumentException(
          "expected a network of "
              + features.size()
              + " features, a depth from 1 on and users for "
              + missing.length
              + " items, found "
              + network.features()
              + " features, a depth of "
              + depth
              + " and users for "
              + likedBy.length);
    }
    for (int[] own : likedBy) {
      for (int user : own) {
        if (user < 0 || user >= users) {
          throw new IllegalArgumentException(
              "expected users below " + users + ", found user " + user);
        }
      }
    }
  }
}
