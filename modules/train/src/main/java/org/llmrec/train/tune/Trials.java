package org.llmrec.train.tune;

import java.io.IOException;
import java.util.Map;

/** Makes trials of one model on one data set. */
public interface Trials {

  /**
   * What all trials share, data and fixed settings, as a text: a search is not resumed with trials
   * of which it differs.
   */
  String identity();

  /**
   * A trial at its beginning, or where an earlier process left it.
   *
   * @param number from 1, the same for the same trial every time
   * @param settings by name
   */
  Trial open(int number, Map<String, Object> settings) throws IOException;
}
