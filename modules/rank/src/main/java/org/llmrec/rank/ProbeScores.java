package org.llmrec.rank;

import java.nio.file.Path;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.rank.tensor.Tensor;

/**
 * Scores that the writer of a bundle recorded, against those that its opener finds.
 *
 * @param file the probe's, for the message
 * @param advice what to do about a difference
 */
public record ProbeScores(Path file, String advice) {
  /** How far a score may be off: far above rounding, far below anything that reorders a list. */
  private static final double TOLERANCE = 1e-3;

  /**
   * Compares.
   *
   * @param name of the recorded scores
   * @param recorded null where there are none
   * @throws CorruptFileException if there are not as many, or one is another
   */
  public void require(String name, Tensor recorded, float[] found) {
    if (!(recorded instanceof Tensor.Floats expected) || expected.size() != found.length) {
      throw new CorruptFileException(
          FileCode.SELF_TEST_FAILED,
          file,
          found.length + " scores in " + name,
          String.valueOf(recorded),
          advice);
    }
    for (int i = 0; i < found.length; i++) {
      float wanted = expected.values()[i];
      if (!(Math.abs(wanted - found[i]) <= TOLERANCE * Math.max(1, Math.abs(wanted)))) {
        throw new CorruptFileException(
            FileCode.SELF_TEST_FAILED,
            file,
            "the self-test to give " + wanted + " for candidate " + i + " of " + name,
            String.valueOf(found[i]),
            advice);
      }
    }
  }
}
