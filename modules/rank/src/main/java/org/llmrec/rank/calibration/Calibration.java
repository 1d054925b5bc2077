package org.llmrec.rank.calibration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A map from scores to probabilities that never falls as the score rises. Immutable, hence
 * thread-safe; JSON names which one it is under {@code kind}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Platt.class, name = "platt"),
  @JsonSubTypes.Type(value = Isotonic.class, name = "isotonic"),
  @JsonSubTypes.Type(value = DownSampled.class, name = "down-sampled")
})
public sealed interface Calibration permits Platt, Isotonic, DownSampled {

  /**
   * How likely it is that the label of something with this score is true.
   *
   * @param score on the scale that the calibration was fitted on; infinities are allowed, NaN gives
   *     NaN
   * @return in [0, 1]
   */
  double probability(double score);
}
