package org.llmrec.rerank;

/** How a reranking went. Whichever it is, every candidate is in the answer once. */
public sealed interface Outcome {

  /** All that should be judged was. */
  record Full() implements Outcome {}

  /**
   * All was judged, but some of the model's answers could not be taken as they were: refused,
   * empty, unreadable, or with items missing, twice or invented. What they said was made whole.
   *
   * @param answers how many such answers, 1 or more
   * @param why one sentence for people
   */
  record Repaired(int answers, String why) implements Outcome {}

  /**
   * Some were not judged and stayed in their places.
   *
   * @param why one sentence for people
   * @param late whether it was the deadline, and not the budget or the model
   */
  record Partial(String why, boolean late) implements Outcome {
    /** For the deadline. */
    public Partial(String why) {
      this(why, true);
    }
  }

  /**
   * No answer could be used: the order is the given one.
   *
   * @param why one sentence for people
   */
  record Fallback(String why) implements Outcome {}
}
