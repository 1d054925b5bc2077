package org.llmrec.rank.list;

/** One request: its history, and what parts share of the work on it. For one thread. */
final class Asked {
  private final History history;
  private final Popular popular;
  private Factors solvedWith;
  private float[] user;

  Asked(History history, Popular popular) {
    this.history = history;
    this.popular = popular;
  }

  History history() {
    return history;
  }

  int[] items() {
    return history.items();
  }

  Popular popular() {
    return popular;
  }

  /** The user's vector; two parts that rank by the same factors have it solved once. */
  float[] user(Factors factors) {
    if (solvedWith != factors) {
      user = factors.user(history.items());
      solvedWith = factors;
    }
    return user;
  }
}
