package org.llmrec.rerank.tallrec;

/** Hears how tuning goes. Called from two threads of the tuning; returns quickly. */
public interface TuneListener {
  /**
   * A step is done.
   *
   * @param stage {@code alpaca} or {@code rec}
   * @param step from 1
   * @param of how many there will be
   * @param loss the mean over the step's tokens
   */
  void step(String stage, int step, int of, double loss);

  /**
   * Questions are scored.
   *
   * @param what {@code without} the adapter or {@code with} it
   * @param done so far
   * @param of how many there are
   */
  void scored(String what, int done, int of);

  /** A line that the script or a library wrote for people. */
  void note(String line);
}
