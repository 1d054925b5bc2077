package org.llmrec.enrich.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a look at an answer found.
 *
 * @param texts the text of each field that could be read, cleaned, of bounded length and never
 *     blank; for an answer with problems perhaps not all of them
 * @param problems what is wrong, in sentences that a model understands too and that quote neither
 *     the question nor the answer; empty for a good answer
 */
public record Verdict(Map<String, String> texts, List<String> problems) {
  /** Copies the collections. */
  public Verdict {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong. */
  public boolean good() {
    return problems.isEmpty();
  }
}
