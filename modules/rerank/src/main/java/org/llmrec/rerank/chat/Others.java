package org.llmrec.rerank.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmrec.data.split.SeededShuffle;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.TrainingHistories;

/**
 * Other people and what may be shown of them.
 *
 * @param user the id
 * @param example the end of their history
 */
record Others(String user, Example.Continued example) {

  /**
   * Everybody who can be an example, in an order that the seed and the asker decide; found one by
   * one.
   *
   * @param length how many items are shown before the one that came next, 1 or more
   */
  static Stream<Others> of(
      TrainingHistories histories, int length, long seed, String asker, List<Target> hidden) {
    List<String> users = histories.users();
    return Arrays.stream(SeededShuffle.of(users.size(), seed, asker))
        .filter(user -> !users.get(user).equals(asker) && histories.size(user) > 1)
        .mapToObj(user -> example(users.get(user), histories.latest(user, length + 1), hidden))
        .flatMap(Optional::stream);
  }

  /** A history with a hole would lie about what came next, so it is left out as a whole. */
  private static Optional<Others> example(String user, History end, List<Target> hidden) {
    if (hidden.stream().anyMatch(target -> target.among(end.items()))) {
      return Optional.empty();
    }
    int last = end.size() - 1;
    return Optional.of(
        new Others(
            user,
            new Example.Continued(
                Whose.OTHER, new History(end.items().subList(0, last)), end.items().get(last))));
  }
}
