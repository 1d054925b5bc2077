package org.llmrec.llm.batch;

import org.llmrec.llm.Completion;
import org.llmrec.llm.ModelException;

/** What became of one call. */
public sealed interface BatchResult {
  /** The call's id. */
  String id();

  /**
   * An answer.
   *
   * @param id the call's
   * @param completion with a time of zero
   */
  record Answered(String id, Completion completion) implements BatchResult {}

  /**
   * None.
   *
   * @param id the call's
   * @param failure why
   */
  record Failed(String id, ModelException failure) implements BatchResult {}
}
