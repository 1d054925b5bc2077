package org.llmrec.bench.encoder;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What a run found; the file of results.
 *
 * @param date of the run
 * @param machine what it ran on
 * @param texts what was encoded
 * @param rounds how often
 * @param peakGflops operations per second of one processor that the best multiplication reached, in
 *     10⁹; null if none could run
 * @param peakOf which one that was
 * @param arms every arm in the order of tables
 * @param goals what was to be reached
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Report(
    String date,
    Map<String, String> machine,
    TextFacts texts,
    int rounds,
    Double peakGflops,
    String peakOf,
    List<Row> arms,
    List<Goal> goals) {

  /**
   * The texts.
   *
   * @param from files
   * @param count of texts, all distinct
   * @param meanPieces word pieces of a text, the two special ones included
   * @param longest in pieces
   * @param leftOut longer than any arm may read
   * @param gflopEach floating-point operations that the model needs for one, in 10⁹, at the mean
   */
  record TextFacts(
      List<String> from,
      int count,
      double meanPieces,
      int longest,
      int leftOut,
      double gflopEach) {}

  /**
   * An arm.
   *
   * @param absent why it could not run; then nothing else is here
   * @param perCpuSecond texts per second of processor time
   * @param perSecond texts per second by the clock
   * @param piecesPerSecond real word pieces per second by the clock
   * @param padding share of the computed pieces that were padding; null where it cannot be told
   * @param shareOfPeak operations that the texts need, per second of processor time, over the peak;
   *     null for int8 and where there is no peak
   * @param agreement with sentence-transformers; null where that is absent
   * @param gflops the peak's, per shape; null for other arms
   * @param versions of what ran
   * @param measured all rounds
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      String name,
      Arm.Kind kind,
      String absent,
      Range perCpuSecond,
      Range perSecond,
      Range piecesPerSecond,
      Double padding,
      Range shareOfPeak,
      Vectors.Agreement agreement,
      Map<String, Range> gflops,
      Map<String, String> versions,
      List<Measured> measured) {}

  /**
   * A goal.
   *
   * @param what in words
   * @param wanted at least
   * @param found null if it cannot be judged
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Goal(String what, double wanted, Double found) {
    boolean met() {
      return found != null && found >= wanted;
    }
  }
}
