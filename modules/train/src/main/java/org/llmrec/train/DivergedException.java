package org.llmrec.train;

import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.TrainingCode;

/** The loss or the weights of a training stopped being finite: its learning rate was too high. */
public final class DivergedException extends LlmrecException {

  /** With a sentence that says where. */
  public DivergedException(String message) {
    super(TrainingCode.TRAINING_DIVERGED, message);
  }
}
