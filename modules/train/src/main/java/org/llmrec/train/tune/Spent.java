package org.llmrec.train.tune;

/**
 * What a search has cost so far, over all the processes that worked on it.
 *
 * @param trials that were begun
 * @param epochs that they passed
 * @param seconds that they took
 */
public record Spent(int trials, long epochs, double seconds) {

  static Spent nothing() {
    return new Spent(0, 0, 0);
  }

  Spent and(int moreTrials, int moreEpochs, double moreSeconds) {
    return new Spent(trials + moreTrials, epochs + moreEpochs, seconds + moreSeconds);
  }
}
