package org.llmrec.enrich.store;

import java.util.Optional;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.llm.JsonSchema;

/**
 * What an answer depends on, as one hash: two questions with the same key would be the same call.
 *
 * @param sha256 64 hexadecimal digits
 */
public record AnswerKey(String sha256) {
  /** Checks the form. */
  public AnswerKey {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("expected 64 hexadecimal digits, found " + sha256);
    }
  }

  /**
   * Of a question.
   *
   * @param question as rendered
   * @param model its {@link org.llmrec.llm.ModelInfo#id}
   * @param parameters of the sampling, in a stable form
   */
  public static AnswerKey of(Prompt prompt, String question, String model, String parameters) {
    return of(
        "asked",
        prompt.id(),
        Integer.toString(prompt.version()),
        question,
        model,
        parameters,
        prompt.schema().map(JsonSchema::json).orElse(""));
  }

  /** Of an answer that was made elsewhere: nobody knows how the question was put. */
  public static AnswerKey imported(String item, String prompt) {
    return of("imported", item, prompt);
  }

  /** Parts in JSON, so that none can run into the next. */
  private static AnswerKey of(String... parts) {
    return new AnswerKey(Hashes.sha256(Json.line(parts)));
  }

  /** The key that may be absent. */
  public static Optional<AnswerKey> parse(String text) {
    return text.matches("[0-9a-f]{64}") ? Optional.of(new AnswerKey(text)) : Optional.empty();
  }
}
