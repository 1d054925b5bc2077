package org.llmrec.train;

import java.nio.file.Path;
import java.util.Objects;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * Where and how often a training writes down how far it has come. Immutable.
 *
 * <p>The folder holds {@code checkpoint.json} and one file of tensors: weights, Adam's moments, the
 * state of what is drawn, all epochs so far and the best weights. It is replaced in one step, so a
 * training that is killed at any moment leaves a whole one. A training that finds one of its own
 * data and options goes on from it and gives the bytes of one that was never interrupted. What only
 * ends a training ({@code max-epochs}, {@code patience}, {@code epochs-without-validation}) and
 * what comes after it ({@code fold-in-sample}) may differ: a finished training can be given more
 * epochs.
 *
 * <p>The checkpoint of other data, options or another engine is refused, for it may be work that
 * somebody wants to go on with. A damaged one is not: nothing in it can be used, starting over
 * gives the same bytes, and the report says so. A training whose bundle was written deletes its
 * checkpoint.
 *
 * @param folder made when absent; used by one training at a time
 * @param everyEpochs at least so many epochs lie between two checkpoints, from 1. There is always
 *     one after the last
 * @param everySeconds and at least so many seconds, from 0: for those who count what writing takes
 */
public record Checkpoints(Path folder, int everyEpochs, double everySeconds) {

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if a number is out of its range
   */
  public Checkpoints {
    Objects.requireNonNull(folder, "folder");
    if (everyEpochs < 1) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "checkpoints: expected one every 1 or more epochs, found every " + everyEpochs);
    }
    if (!(everySeconds >= 0)) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "checkpoints: expected one every 0 or more seconds, found every " + everySeconds);
    }
  }

  /** After every epoch. */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder, 1, 0);
  }
}
