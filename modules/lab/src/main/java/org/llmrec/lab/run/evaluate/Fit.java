package org.llmrec.lab.run.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;

/**
 * A fitted method that cannot be parted from what it was fitted on, so that it is never judged by a
 * split whose answers it may have seen. Close it.
 */
public final class Fit implements AutoCloseable {
  private final CaseScorer scorer;
  private final FittedMethod fitted;
  private final String trainedOn;
  private final double seconds;

  private Fit(CaseScorer scorer, FittedMethod fitted, String trainedOn, double seconds) {
    this.scorer = scorer;
    this.fitted = fitted;
    this.trainedOn = trainedOn;
    this.seconds = seconds;
  }

  /**
   * Fits.
   *
   * @throws IOException as {@link Method#fit}
   */
  public static Fit of(Method method, TrainingData data, FitContext context) throws IOException {
    long begun = System.nanoTime();
    FittedMethod fitted = method.fit(data, context);
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Fit(
        (asked, scores) -> fitted.score(asked.asker(), scores), fitted, data.hash(), seconds);
  }

  /**
   * Scores that were made elsewhere.
   *
   * @param claimed what they are said to have been fitted on
   */
  public static Fit elsewhere(CaseScorer scorer, TrainingData claimed) {
    return new Fit(scorer, null, claimed.hash(), Double.NaN);
  }

  /** What was learnt; null where it was learnt elsewhere. */
  public FittedMethod fitted() {
    return fitted;
  }

  CaseScorer scorer() {
    return scorer;
  }

  /** The hash of the rows that were learnt from. */
  public String trainedOn() {
    return trainedOn;
  }

  /** How long the fit took, NaN where it was made elsewhere. */
  public double seconds() {
    return seconds;
  }

  /** What is worth recording. */
  public Map<String, Double> facts() {
    return fitted == null ? Map.of() : fitted.facts();
  }

  /** The learning curve, where there is one. */
  public List<CurvePoint> curve() {
    return fitted == null ? List.of() : fitted.curve();
  }

  @Override
  public void close() {
    if (fitted != null) {
      fitted.close();
    }
  }
}
