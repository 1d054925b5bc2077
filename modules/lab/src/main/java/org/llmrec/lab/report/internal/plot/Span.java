package org.llmrec.lab.report.internal.plot;

import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.Numbers;

/**
 * A value and its interval.
 *
 * @param mean the value; NaN where there is none
 * @param low lower end; NaN where there is no interval
 * @param high upper end
 */
public record Span(double mean, double low, double high) {
  boolean known() {
    return Double.isFinite(mean);
  }

  boolean interval() {
    return Numbers.known(low, high);
  }

  double width() {
    return high - low;
  }

  /** All that is known. */
  DoubleStream values() {
    return DoubleStream.of(mean, low, high).filter(Double::isFinite);
  }
}
