package org.llmrec.rerank.tallrec;

import java.util.Map;
import org.llmrec.data.split.Part;

/**
 * What was written.
 *
 * @param samples by part; a part without samples has 0
 * @param liked those of them whose answer is yes
 * @param leftOut samples that no part could take: not among the last 10,000, or astride a cut
 * @param notDrawn samples of train beyond the shots asked for
 */
public record TallrecCounts(
    Map<Part, Integer> samples, Map<Part, Integer> liked, int leftOut, int notDrawn) {
  /** Copies the maps. */
  public TallrecCounts {
    samples = Map.copyOf(samples);
    liked = Map.copyOf(liked);
  }
}
