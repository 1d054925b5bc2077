package org.llmrec.rerank;

/** How a reranking went. Whichever it is, every candidate is in the answer once. */
public sealed interface Outcome {

  /** All that should be judged was. */
  record Full() implements Outcome {}

  /**
   * Some were not judged and stayed in their places.
   *
   * @param why one sentence for people
   */
  record Partial(String why) implements Outcome {}
}
