package org.llmrec.enrich.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.llmrec.core.Deadline;
import org.llmrec.enrich.check.Repair;
import org.llmrec.enrich.check.Verdict;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.Capability;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.price.Price;

/**
 * From a question to the row of its answer: one call, a look at what came, and where that is wrong
 * one more try with the complaint beside it. Thread-safe.
 */
final class Asker {
  private final Questions questions;
  private final LanguageModel model;
  private final JobOptions options;
  private final Price price;
  private final Rows rows;

  Asker(Questions questions, LanguageModel model, JobOptions options, Price price) {
    this.questions = questions;
    this.model = model;
    this.options = options;
    this.price = price;
    rows = new Rows(questions);
  }

  /**
   * A row, and what has to be done about it.
   *
   * @param row to keep
   * @param ends how the job is to end for it, if it is
   */
  record Outcome(StoredAnswer row, Optional<Ending> ends) {}

  /** The request that a question becomes. */
  CompletionRequest request(Question question) {
    // A model without schemas is told by the prompt's wording what to write.
    boolean schema = model.info().can(Capability.JSON_SCHEMA);
    return new CompletionRequest(
        List.of(Message.user(question.text())),
        schema ? question.prompt().schema() : Optional.empty(),
        questions.sampling(question.prompt()),
        Deadline.in(options.deadline()));
  }

  /**
   * Asks.
   *
   * @throws ModelException if the failure is one that every other question would meet too
   */
  Outcome ask(Question question) throws InterruptedException {
    long begun = System.nanoTime();
    CompletionRequest request = request(question);
    Completion completion;
    try {
      completion = model.complete(request);
    } catch (ModelException e) {
      if (e.kind().endsJob()) {
        throw e;
      }
      return failed(question, e, price, begun);
    }
    return judge(question, completion, price, begun);
  }

  /**
   * A question whose call brought no answer.
   *
   * @param paid the price of the call
   */
  Outcome failed(Question question, ModelException failure, Price paid, long begun) {
    double cost = paid.charge(failure.usage()).cost();
    return new Outcome(rows.failed(question, failure, cost, millis(begun)), Optional.empty());
  }

  /**
   * A question with an answer.
   *
   * @param first the answer
   * @param paid the price that it was bought at
   */
  Outcome judge(Question question, Completion first, Price paid, long begun) {
    Verdict verdict = look(question, first);
    double cost = paid.charge(first.usage()).cost();
    Rows.Calls calls =
        new Rows.Calls(
            first.usage().promptTokens(),
            first.usage().completionTokens(),
            cost,
            finish(first),
            millis(begun));
    if (verdict.good()) {
      return good(question, verdict, calls);
    }
    Completion second;
    try {
      second = model.complete(repair(question, first, verdict));
    } catch (ModelException e) {
      Outcome kept = bad(question, verdict, " Not repaired: " + e.getMessage(), calls);
      return e.kind().endsJob() && kept.ends().isEmpty()
          ? new Outcome(kept.row(), Optional.of(Ending.of(e)))
          : kept;
    } catch (InterruptedException | Flight.NotTried e) {
      return bad(question, verdict, " Not repaired: the job was stopped.", calls);
    }
    Rows.Calls both =
        new Rows.Calls(
            calls.promptTokens() + second.usage().promptTokens(),
            calls.completionTokens() + second.usage().completionTokens(),
            cost + price.charge(second.usage()).cost(),
            finish(second),
            millis(begun));
    Verdict repaired = look(question, second);
    return repaired.good() ? good(question, repaired, both) : bad(question, repaired, "", both);
  }

  private Verdict look(Question question, Completion completion) {
    return options.checker().check(question.prompt(), question.text(), completion);
  }

  private CompletionRequest repair(Question question, Completion first, Verdict verdict) {
    CompletionRequest request = request(question);
    return new CompletionRequest(
        Repair.messages(question.text(), first.text(), verdict.problems()),
        request.schema(),
        request.sampling(),
        request.deadline());
  }

  private Outcome good(Question question, Verdict verdict, Rows.Calls calls) {
    return new Outcome(
        rows.answer(question, AnswerStatus.OK, verdict.texts(), "", calls), Optional.empty());
  }

  private Outcome bad(Question question, Verdict verdict, String more, Rows.Calls calls) {
    String problem = String.join(" ", verdict.problems()) + more;
    boolean text = verdict.texts().values().stream().anyMatch(each -> !each.isBlank());
    AnswerStatus status =
        switch (options.onInvalid()) {
          case WARN -> text ? AnswerStatus.WARNED : AnswerStatus.DISCARDED;
          case DISCARD -> AnswerStatus.DISCARDED;
          case FAIL -> AnswerStatus.FAILED;
        };
    return new Outcome(
        rows.answer(question, status, verdict.texts(), problem, calls),
        status == AnswerStatus.FAILED
            ? Optional.of(
                new Ending(
                    StopReason.INVALID_ANSWER,
                    "item '"
                        + question.item()
                        + "', prompt '"
                        + question.prompt().id()
                        + "': the answer is wrong ("
                        + problem
                        + "), and on-invalid is fail"))
            : Optional.empty());
  }

  private static String finish(Completion completion) {
    return completion.finish().name().toLowerCase(Locale.ROOT);
  }

  private static long millis(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }
}
