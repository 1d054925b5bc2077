package org.llmrec.train.method;

import java.util.List;
import java.util.Map;
import org.llmrec.data.protocol.Asker;

/** What has been learnt. Safe to share between threads that each bring their own array. */
public interface FittedMethod extends AutoCloseable {
  /**
   * Scores the whole catalogue; higher is better.
   *
   * @param asker who asks; item numbers in it are those of the training data
   * @param scores filled, {@code [items]}; never NaN. {@link Float#NEGATIVE_INFINITY} says that the
   *     item is not ranked at all
   * @throws UnsupportedOperationException if the method cannot serve that kind of asker, saying so
   */
  void score(Asker asker, float[] scores);

  /** What is worth recording of the fit by name, such as {@code epochs}. */
  default Map<String, Double> facts() {
    return Map.of();
  }

  /** The learning curve, where there is one. */
  default List<CurvePoint> curve() {
    return List.of();
  }

  @Override
  default void close() {}
}
