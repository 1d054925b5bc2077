package org.llmrec.enrich.store;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows there are.
 *
 * @param byStatus rows of each status that occurs
 * @param damaged rows found so far whose checksum does not fit
 */
public record StoreCounts(Map<AnswerStatus, Long> byStatus, long damaged) {
  /** Copies the map. */
  public StoreCounts {
    byStatus = Collections.unmodifiableMap(new TreeMap<>(byStatus));
  }
}
