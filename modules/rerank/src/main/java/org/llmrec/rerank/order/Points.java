package org.llmrec.rerank.order;

import java.util.List;
import org.llmrec.rerank.internal.Parallel;

/** Asks what each item is worth by itself, all at the same time. */
public final class Points {
  private Points() {}

  /**
   * Orders.
   *
   * @param n how many items
   */
  public static Standing order(int n, PointJudge judge) throws InterruptedException {
    Parallel.Opinions<Double> opinions = Parallel.ask(Standing.given(n), judge::worth);
    List<Double> points = opinions.answers().stream().map(said -> said.orElse(Double.NaN)).toList();
    return Standing.byPoints(points, opinions.halted());
  }
}
