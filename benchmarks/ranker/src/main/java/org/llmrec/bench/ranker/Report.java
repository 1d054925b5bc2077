package org.llmrec.bench.ranker;

import java.util.List;

/**
 * What came out.
 *
 * @param date when
 * @param machine processor, cores, Java
 * @param load of the machine over the last minute, before the first and after the last measurement
 * @param kernel that scored where the vector module was there
 * @param peakGflops of one core, in multiply-adds in registers
 * @param reachedGflops of the split network at 1,000 candidates
 * @param rows in the order of the table
 * @param accuracy by what was compared
 * @param goals what was to be reached
 */
record Report(
    String date,
    String machine,
    List<Double> load,
    String kernel,
    double peakGflops,
    double reachedGflops,
    List<Row> rows,
    List<Accuracy> accuracy,
    List<Goal> goals) {
  /**
   * A benchmark.
   *
   * @param name what and how many
   * @param vectorModule whether Java had it
   * @param micros per call, median of all measurements
   * @param least of them
   * @param most of them
   * @param bytes allocated per call, the median
   */
  record Row(
      String name, boolean vectorModule, double micros, double least, double most, double bytes) {}

  /**
   * How far scores are from the reference's, over 1,000 candidates.
   *
   * @param name what was compared
   * @param spread the standard deviation of the reference's scores
   * @param worst the greatest difference
   * @param mean the mean difference
   * @param top the share of the reference's first hundred that are among the first hundred
   */
  record Accuracy(String name, double spread, double worst, double mean, double top) {}

  /**
   * Something to be reached.
   *
   * @param name of what
   * @param atMost whether {@code wanted} is a bound from above
   * @param wanted the bound
   * @param found the figure
   */
  record Goal(String name, boolean atMost, double wanted, double found) {
    boolean met() {
      return atMost ? found <= wanted : found >= wanted;
    }
  }
}
