package org.llmrec.enrich.job;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.llmrec.enrich.prompt.AnswerTexts;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.ModelException;

/** Makes rows of the store. */
final class Rows {
  private final Questions questions;

  Rows(Questions questions) {
    this.questions = questions;
  }

  /**
   * What the calls for a row were.
   *
   * @param promptTokens read by all of them
   * @param completionTokens written by all of them
   * @param cost of all of them
   * @param finish why the last one ended, in lower case; empty where none was answered
   * @param millis from the first call to the last byte
   */
  record Calls(long promptTokens, long completionTokens, double cost, String finish, long millis) {}

  /** Of an answer, good or bad. */
  StoredAnswer answer(
      Question question,
      AnswerStatus status,
      Map<String, String> texts,
      String problem,
      Calls calls) {
    return row(question, status, AnswerTexts.join(question.prompt(), texts), problem, calls);
  }

  /** Of a question that brought none. */
  StoredAnswer failed(Question question, ModelException failure, double cost, long millis) {
    Calls calls =
        new Calls(
            failure.usage().promptTokens(), failure.usage().completionTokens(), cost, "", millis);
    String kind = failure.kind().name().toLowerCase(Locale.ROOT);
    return row(question, AnswerStatus.FAILED, "", kind + ": " + failure.getMessage(), calls);
  }

  private StoredAnswer row(
      Question question, AnswerStatus status, String text, String problem, Calls calls) {
    return new StoredAnswer(
        question.key(),
        question.item(),
        question.prompt().id(),
        question.prompt().version(),
        questions.model(),
        questions.parameters(question.prompt()),
        status,
        text,
        problem,
        calls.finish(),
        calls.promptTokens(),
        calls.completionTokens(),
        calls.cost(),
        calls.millis(),
        Instant.now().toString(),
        question.neighbours(),
        question.graph());
  }
}
