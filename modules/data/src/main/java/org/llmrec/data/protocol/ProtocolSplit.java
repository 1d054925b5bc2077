package org.llmrec.data.protocol;

import java.util.List;
import java.util.Map;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/**
 * The positives cut by one protocol and one seed: what to fit and what to ask, while tuning and for
 * the test. Immutable and thread-safe.
 */
public final class ProtocolSplit {
  private final ProtocolOptions options;
  private final TrainingData tuning;
  private final TrainingData testing;
  private final List<EvaluationCase> validationCases;
  private final List<EvaluationCase> testCases;
  private final String hash;
  private final Map<String, Integer> counts;

  ProtocolSplit(
      ProtocolOptions options,
      TrainingData tuning,
      TrainingData testing,
      List<EvaluationCase> validationCases,
      List<EvaluationCase> testCases,
      String hash,
      Map<String, Integer> counts) {
    this.options = options;
    this.tuning = tuning;
    this.testing = testing;
    this.validationCases = List.copyOf(validationCases);
    this.testCases = List.copyOf(testCases);
    this.hash = hash;
    this.counts = Map.copyOf(counts);
  }

  /**
   * Cuts.
   *
   * @param positives one row per user and item
   */
  public static ProtocolSplit of(InteractionTable positives, ProtocolOptions options) {
    throw new UnsupportedOperationException("written on branch protocols");
  }

  /** How it was cut. */
  public ProtocolOptions options() {
    return options;
  }

  /** The users by number, in the order of their ids. */
  public Ids users() {
    return tuning.users();
  }

  /** The items by number, in the order of their ids: the catalogue that is ranked. */
  public Ids items() {
    return tuning.items();
  }

  /** What is fitted while settings are chosen. */
  public TrainingData tuning() {
    return tuning;
  }

  /** What is fitted for the test; equal to {@link #tuning} but for its hash where refitted. */
  public TrainingData testing() {
    return testing;
  }

  /** What settings are chosen by. */
  public List<EvaluationCase> validationCases() {
    return validationCases;
  }

  /** What is reported. */
  public List<EvaluationCase> testCases() {
    return testCases;
  }

  /** SHA-256 over the protocol and over which user and item stand in which part. */
  public String hash() {
    return hash;
  }

  /** Sizes by name, such as {@code users}, {@code items}, {@code train}, {@code test}. */
  public Map<String, Integer> counts() {
    return counts;
  }
}
