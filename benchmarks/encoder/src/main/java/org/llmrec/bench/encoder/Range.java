package org.llmrec.bench.encoder;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure over the rounds.
 *
 * @param median of them
 * @param least of them
 * @param most of them
 */
record Range(double median, double least, double most) {
  static <T> Range of(List<T> rounds, ToDoubleFunction<T> figure) {
    double[] all = rounds.stream().mapToDouble(figure).sorted().toArray();
    int half = all.length / 2;
    double median = all.length % 2 == 1 ? all[half] : (all[half - 1] + all[half]) / 2;
    return new Range(median, all[0], all[all.length - 1]);
  }
}
