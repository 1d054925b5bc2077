package org.llmrec.recommender;

import java.util.List;

/** Says of the best candidates why they are there. */
@FunctionalInterface
interface Reasons {
  /**
   * One sentence each.
   *
   * @param best positions among the candidates, in the order of the response
   */
  List<String> of(Scored scored, int[] best);
}
