package org.llmrec.llm.embedded.internal.llama;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Sampling;

/** Writes an answer, token by token. */
public final class Writer {
  private Writer() {}

  /**
   * Answers a prompt.
   *
   * @param gbnf the grammar of the answer, whose first rule is {@code root}
   * @param cancelled looked at before each token
   * @throws EngineException if there is none, or it is not wanted any more
   */
  public static Answer write(
      Session session,
      int[] prompt,
      Sampling sampling,
      Optional<String> gbnf,
      BooleanSupplier cancelled) {
    Vocabulary vocabulary = session.vocabulary();
    Written written = new Written(sampling.stop());
    try (Draw draw = new Draw(session.c(), vocabulary, sampling, gbnf)) {
      float[] logits = session.start(prompt, cancelled);
      int most = Math.min(sampling.maxTokens(), session.contextTokens() - prompt.length);
      for (int n = 1; ; n++) {
        if (cancelled.getAsBoolean()) {
          throw new EngineException(ModelException.Kind.DEADLINE, "given up while writing");
        }
        int token = draw.next(logits);
        if (vocabulary.ends(token) || written.stoppedBy(vocabulary.piece(token))) {
          return new Answer(written.text(), FinishReason.STOP, prompt.length, n);
        }
        if (n == most) {
          return new Answer(written.text(), FinishReason.LENGTH, prompt.length, n);
        }
        logits = session.next(token, prompt.length + n - 1);
      }
    }
  }
}
