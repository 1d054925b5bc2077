package org.llmrec.bench.road;

import java.util.List;
import java.util.Map;

/**
 * What came out.
 *
 * @param date when
 * @param machine processor, cores, Java
 * @param heap of a stage's process
 * @param epochs passes of the trainer
 * @param sizes by size, ascending
 * @param growth by stage: the exponent of its seconds against the items, by least squares on
 *     logarithms
 */
record Report(
    String date,
    String machine,
    String heap,
    int epochs,
    List<Size> sizes,
    Map<String, Double> growth) {
  /**
   * One catalogue.
   *
   * @param items how many
   * @param people how many
   * @param interactions how many
   * @param inputBytes of the three files
   * @param stages in the order in which they ran
   * @param asked what the result answered
   * @param day what the day after took
   */
  record Size(
      long items,
      long people,
      long interactions,
      long inputBytes,
      List<Stage> stages,
      Asked asked,
      Day day) {}

  /**
   * {@code build --refresh} after a day.
   *
   * @param items how many came, and how many others changed
   * @param interactions how many came
   * @param seconds of the command, Java's start included
   * @param peakMib the most memory that was resident, mapped files included
   * @param stages the seconds of each stage that ran
   */
  record Day(
      long items,
      long interactions,
      double seconds,
      double peakMib,
      Map<String, Double> stages) {}

  /**
   * A command that built one stage and nothing else.
   *
   * @param name of the command
   * @param seconds from its start to its end, Java's start included
   * @param peakMib the most memory that was resident, mapped files included
   * @param ownMib the most that was seen of it without mapped files
   * @param diskBytes by how much the workspace grew
   */
  record Stage(String name, double seconds, double peakMib, double ownMib, long diskBytes) {}

  /**
   * The recommender.
   *
   * @param openSeconds from the call to the first answer
   * @param recommendMicros the median for a person of the training data
   * @param historyMicros the median for a history given by hand
   * @param searchMicros the median for a search
   * @param peakMib the most memory that was resident, mapped files included
   */
  record Asked(
      double openSeconds,
      double recommendMicros,
      double historyMicros,
      double searchMicros,
      double peakMib) {}
}
