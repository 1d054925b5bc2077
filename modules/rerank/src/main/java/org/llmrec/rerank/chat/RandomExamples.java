package org.llmrec.rerank.chat;

import java.util.List;
import java.util.Objects;
import org.llmrec.rerank.history.TrainingHistories;

/**
 * Anybody, by a seed and who asks: the same question gets the same examples.
 *
 * @param histories what may be learnt from
 * @param length how many items are shown before the one that came next, 1 or more
 * @param seed of the draw
 */
public record RandomExamples(TrainingHistories histories, int length, long seed)
    implements ExampleSource {
  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public RandomExamples {
    Objects.requireNonNull(histories, "histories");
    checkLength(length);
  }

  @Override
  public List<Example.Continued> examples(String asker, List<Target> hidden, int n) {
    return Others.of(histories, length, seed, asker, hidden).limit(n).map(Others::example).toList();
  }

  static void checkLength(int length) {
    if (length < 1) {
      throw new IllegalArgumentException(
          "examples: expected a history of 1 item or more to show, found " + length);
    }
  }
}
