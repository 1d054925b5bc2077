package org.llmrec.enrich.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a prompt was answered. An answer that several items share, because they have the same text,
 * is counted once.
 *
 * @param prompt its id
 * @param version of its wording
 * @param ok answers as asked for
 * @param warned answers with something wrong that are used all the same
 * @param discarded answers that are not used
 * @param failed questions without an answer
 * @param promptTokens read for all of these
 * @param completionTokens written for all of these
 * @param cost of all of these, in the currency of the prices
 * @param problems what was wrong with how many of them, most frequent first
 */
public record PromptReport(
    String prompt,
    int version,
    long ok,
    long warned,
    long discarded,
    long failed,
    long promptTokens,
    long completionTokens,
    double cost,
    Map<String, Long> problems) {
  /** Copies the map. */
  public PromptReport {
    problems = Collections.unmodifiableMap(new LinkedHashMap<>(problems));
  }

  /** Questions that were answered, well or badly. */
  public long answered() {
    return ok + warned + discarded;
  }

  /** The share of answers with something wrong, in [0, 1]; 0 where there is none. */
  public double offFormat() {
    return answered() == 0 ? 0 : (double) (warned + discarded) / answered();
  }
}
