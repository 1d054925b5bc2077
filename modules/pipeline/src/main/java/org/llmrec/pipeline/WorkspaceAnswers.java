package org.llmrec.pipeline;

import java.nio.file.Path;
import org.llmrec.core.generation.Generation;
import org.llmrec.pipeline.internal.StandardPlan;

/** The answers of language models that a generation goes by. */
public final class WorkspaceAnswers {
  private WorkspaceAnswers() {}

  /**
   * Where they are: JSON Lines of {@code item, prompt, answer, model, date} and more, of each item
   * the answers of one after the other. The generation stays pinned while it is read.
   */
  public static Path file(Generation generation) {
    return StandardPlan.answers(generation);
  }
}
