package org.llmrec.enrich.answer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of recorded answers.
 *
 * @param read how many came in; always {@code accepted + rejected}
 * @param accepted how many were written
 * @param rejected how many were refused
 * @param prompts coverage of each prompt that has answers, in the order of the prompts
 */
public record AnswerCounts(
    long read, long accepted, long rejected, Map<String, PromptCoverage> prompts) {
  /** Copies the map. */
  public AnswerCounts {
    prompts = Collections.unmodifiableMap(new LinkedHashMap<>(prompts));
  }
}
