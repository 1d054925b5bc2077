package org.llmrec.lab.result;

import java.util.List;
import org.llmrec.train.method.CurvePoint;

/**
 * How a fit went.
 *
 * @param seed of the split
 * @param points in order
 */
public record Curve(long seed, List<CurvePoint> points) {
  /** Copies the list. */
  public Curve {
    points = List.copyOf(points);
  }
}
