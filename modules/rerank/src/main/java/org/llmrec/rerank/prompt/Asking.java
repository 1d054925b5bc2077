package org.llmrec.rerank.prompt;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.llm.Capability;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Usage;
import org.llmrec.llm.price.Price;
import org.llmrec.llm.text.RawAnswer;

/**
 * Puts one question to a model, greedily. Thread-safe.
 *
 * @param model who is asked; to be closed by whoever opened it
 * @param price what it takes, if that is known
 * @param thoughts how many tokens it may write besides its answer, for a model that thinks first; 0
 *     or more
 * @param structured whether lists are held to a JSON schema where the model keeps to one, whatever
 *     form the prompt asks for. Not for a model that was tuned on another form
 */
public record Asking(LanguageModel model, Optional<Price> price, int thoughts, boolean structured) {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Asking {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(price, "price");
    if (thoughts < 0) {
      throw new IllegalArgumentException(
          "expected 0 tokens for thoughts or more, found " + thoughts);
    }
  }

  /**
   * Of a model that answers at once and whose price nobody knows, with lists held to a schema where
   * it has them.
   */
  public static Asking of(LanguageModel model) {
    return new Asking(model, Optional.empty(), 0, true);
  }

  /** The same at a price. */
  public Asking price(Price known) {
    return new Asking(model, Optional.of(known), thoughts, structured);
  }

  /** The same with room for thoughts. */
  public Asking thoughts(int tokens) {
    return new Asking(model, price, tokens, structured);
  }

  /** The same with lists held to a schema, or not. */
  public Asking structured(boolean held) {
    return new Asking(model, price, thoughts, held);
  }

  /**
   * One answer. That the model refuses, writes nothing or is too late is an outcome.
   *
   * @param maxTokens the most that its answer may take
   * @throws LlmrecException naming the model, if it fails otherwise, or if the thread is
   *     interrupted, whose mark stays set
   */
  public Reply ask(String prompt, int maxTokens, Deadline deadline) {
    return answer(CompletionRequest.of(prompt, maxTokens + thoughts).deadline(deadline));
  }

  /**
   * The same for a list.
   *
   * @param form what it is held to, where the model keeps to a schema and this is {@link
   *     #structured}
   * @throws LlmrecException as {@link #ask(String, int, Deadline)}
   */
  public Reply ask(String prompt, JsonSchema form, int maxTokens, Deadline deadline) {
    CompletionRequest request =
        CompletionRequest.of(prompt, maxTokens + thoughts).deadline(deadline);
    boolean held = structured && model.info().can(Capability.JSON_SCHEMA);
    return answer(held ? request.schema(form) : request);
  }

  private Reply answer(CompletionRequest request) {
    Deadline deadline = request.deadline();
    long begin = System.nanoTime();
    if (deadline.expired()) {
      return none(Reply.Kind.LATE, "the deadline passed before the model was asked", begin, null);
    }
    try {
      Completion answer = model.complete(request);
      if (answer.finish() == FinishReason.CONTENT_FILTER) {
        return made(
            Reply.Kind.REFUSED, "", "the server held the answer back", answer.usage(), begin);
      }
      String text = RawAnswer.plain(answer.text());
      if (text.isEmpty()) {
        return made(Reply.Kind.EMPTY, "", "the model wrote nothing", answer.usage(), begin);
      }
      return new Reply(
          Reply.Kind.ANSWERED,
          text,
          "",
          answer.finish() == FinishReason.LENGTH,
          true,
          answer.usage(),
          money(answer.usage()),
          since(begin));
    } catch (ModelException e) {
      return switch (e.kind()) {
        case REFUSED -> none(Reply.Kind.REFUSED, "the server refused to answer", begin, e);
        case DEADLINE ->
            none(Reply.Kind.LATE, "the deadline passed before the model answered", begin, e);
        default -> throw e;
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED,
          "interrupted while " + model.info().id() + " was asked; ask again",
          e);
    }
  }

  private Reply made(Reply.Kind kind, String text, String why, Usage usage, long begin) {
    return new Reply(kind, text, why, false, true, usage, money(usage), since(begin));
  }

  private Reply none(Reply.Kind kind, String why, long begin, ModelException failure) {
    Usage usage = failure == null ? Usage.NONE : failure.usage();
    double money = failure == null ? 0 : money(usage);
    return new Reply(kind, "", why, false, failure != null, usage, money, since(begin));
  }

  private double money(Usage usage) {
    return price.map(of -> of.charge(usage).cost()).orElse(Double.NaN);
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
