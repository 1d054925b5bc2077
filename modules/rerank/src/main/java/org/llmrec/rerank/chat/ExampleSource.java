package org.llmrec.rerank.chat;

import java.util.List;

/**
 * Finds examples for a few-shot prompt among the histories that may be learnt from. None is of the
 * person who asks, and none shows what is hidden. Thread-safe.
 */
@FunctionalInterface
public interface ExampleSource {

  /**
   * Histories of other people with what came next.
   *
   * @param asker the id of the person who asks; may be unknown
   * @param hidden what the model is to find by itself
   * @param n how many, 0 or more
   * @return the most fitting first; fewer where there are no more
   */
  List<Example.Continued> examples(String asker, List<Target> hidden, int n);
}
