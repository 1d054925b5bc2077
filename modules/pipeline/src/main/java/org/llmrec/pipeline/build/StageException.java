package org.llmrec.pipeline.build;

import org.llmrec.core.error.ErrorCode;
import org.llmrec.core.error.LlmrecException;

/**
 * A stage failed; the cause says how. What was published before still serves, and the next build
 * goes on from the stages that are done.
 */
public final class StageException extends LlmrecException {
  private final String stage;

  /** Of that stage, with the code of what made it fail. */
  public StageException(ErrorCode code, String stage, String message, Throwable cause) {
    super(code, "stage " + stage + ": " + message, cause);
    this.stage = stage;
  }

  /** The stage's name. */
  public String stage() {
    return stage;
  }
}
