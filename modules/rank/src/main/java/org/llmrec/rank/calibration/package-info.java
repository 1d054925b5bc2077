/**
 * Scores into probabilities that mean something: of all that is given 30 %, about 30 % come true.
 *
 * <p>A {@link org.llmrec.rank.calibration.Calibration} is a small immutable value that maps a score
 * to a probability, never turns an order round and is written as JSON as it is. Two are fitted on
 * scores and labels that training did not see: {@link org.llmrec.rank.calibration.PlattFit} (two
 * numbers; few labels do) and {@link org.llmrec.rank.calibration.IsotonicFit} (any rising curve;
 * wants thousands). {@link org.llmrec.rank.calibration.DownSampled} puts right what keeping only
 * some of the negatives did:
 *
 * <pre>{@code
 * Calibration fitted = PlattFit.of(scores, labels); // a tenth of the negatives are in here
 * Calibration real = new DownSampled(fitted, 0.1);
 * double probability = real.probability(score);
 * String stored = Json.line(real);
 * }</pre>
 *
 * <p>How good they are, {@code org.llmrec.metrics.CalibrationError} tells.
 */
package org.llmrec.rank.calibration;
