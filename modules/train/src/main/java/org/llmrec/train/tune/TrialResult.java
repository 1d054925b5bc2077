package org.llmrec.train.tune;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One trial at the end of one rung; a line of the journal.
 *
 * @param round which bracket, from 1: they are repeated while there is budget
 * @param rung from 1
 * @param trial its number, from 1
 * @param settings what was drawn for it
 * @param asked how many epochs it was to have passed
 * @param epochs how many it had
 * @param validation its best validation figure so far, empty when it failed
 * @param newEpochs how many of the epochs this rung took
 * @param newSeconds how long they took
 */
public record TrialResult(
    int round,
    int rung,
    int trial,
    Map<String, Object> settings,
    int asked,
    int epochs,
    Optional<Double> validation,
    int newEpochs,
    double newSeconds) {

  /** Copies the settings. */
  public TrialResult {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** Whether this one is better, or as good and began earlier. */
  boolean beats(TrialResult other) {
    double ours = validation.orElse(Double.NEGATIVE_INFINITY);
    double theirs = other.validation().orElse(Double.NEGATIVE_INFINITY);
    return ours > theirs || ours == theirs && trial < other.trial();
  }
}
