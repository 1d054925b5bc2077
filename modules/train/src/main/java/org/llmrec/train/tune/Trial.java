package org.llmrec.train.tune;

import java.io.IOException;
import java.util.OptionalDouble;

/** One combination of settings that is trained, rung by rung. For one thread. */
public interface Trial {

  /**
   * How a trial stands.
   *
   * @param validation its best validation figure so far, higher is better; empty when it failed, by
   *     diverging for example, and is not to go on
   * @param epochs how many it has passed; fewer than asked for when it stopped by itself
   */
  record Standing(OptionalDouble validation, int epochs) {}

  /**
   * Trains on, from where it was, until it has passed so many epochs in all. Called with growing
   * numbers. After the process was killed, it is called on a new object for the same trial, which
   * goes on from what the old one left, or begins anew: the figure is the same.
   *
   * @throws IOException if what it leaves cannot be written; the search ends
   */
  Standing advance(int epochs) throws IOException;

  /** It will not be advanced any more: lets go of what it left to go on from. */
  void end() throws IOException;
}
