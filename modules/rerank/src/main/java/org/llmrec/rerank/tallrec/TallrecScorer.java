package org.llmrec.rerank.tallrec;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.ModelCallCode;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;

/**
 * Asks a language model how probable it finds "Yes." and "No.", by their first token or whole,
 * whichever it can score. Thread-safe. It owns nothing: whoever opened the model closes it.
 *
 * @param model with scores of first tokens or of answers
 * @param template how samples are put to it; as the model was tuned
 */
public record TallrecScorer(LanguageModel model, TallrecTemplate template) {
  private static final List<String> ANSWERS = List.of(TallrecSample.YES, TallrecSample.NO);
  private static final int FEW_TOKENS = 4;
  private static final int SHOWN = 40;

  /** Takes a model. */
  public TallrecScorer {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(template, "template");
  }

  /**
   * Asks one question; the sample's output is not looked at.
   *
   * @throws ConfigException if the model cannot score answers
   * @throws LlmrecException naming the model and what it begins its answer with, if neither answer
   *     is among what it shows, as with models that think first
   * @throws ModelException if the call failed
   * @throws InterruptedException if the thread was asked to stop
   */
  public YesNoOdds ask(TallrecSample sample, Deadline deadline) throws InterruptedException {
    List<Message> messages = List.of(Message.user(template.prompt(sample)));
    Scores scores;
    try {
      scores = model.score(new ScoreRequest(messages, ANSWERS, deadline));
    } catch (ModelException e) {
      if (e.kind() == ModelException.Kind.BAD_REQUEST) {
        throw neither(messages, deadline, e);
      }
      throw e;
    }
    OptionalDouble yes = scores.logProbabilities().get(0);
    OptionalDouble no = scores.logProbabilities().get(1);
    double logYes = yes.orElse(Double.NEGATIVE_INFINITY);
    double logNo = no.orElse(Double.NEGATIVE_INFINITY);
    if (!(logYes <= 0) || !(logNo <= 0)) {
      throw new LlmrecException(
          ModelCallCode.ANSWER_USELESS,
          model.info().id()
              + ": expected log-probabilities of both answers, found "
              + logYes
              + " and "
              + logNo
              + "; the model or its server is broken");
    }
    if (Math.max(logYes, logNo) == Double.NEGATIVE_INFINITY) {
      throw neither(messages, deadline, null);
    }
    return new YesNoOdds(logYes, logNo, scores.usage());
  }

  /** One more call tells what the model says instead; where it fails, the first failure stands. */
  private LlmrecException neither(List<Message> messages, Deadline deadline, ModelException first)
      throws InterruptedException {
    String begins = "";
    try {
      CompletionRequest request =
          new CompletionRequest(messages, Optional.empty(), Sampling.greedy(FEW_TOKENS), deadline);
      Completion said = model.complete(request);
      begins = said.text().strip();
    } catch (ModelException e) {
      if (first != null) {
        first.addSuppressed(e);
        return first;
      }
    }
    if (first != null && isAnswer(begins)) {
      return first;
    }
    return new LlmrecException(
        ModelCallCode.ANSWER_USELESS,
        model.info().id()
            + ": expected an answer that begins with Yes or No, found neither among the first"
            + " tokens that the model shows; it begins with \""
            + begins.substring(0, Math.min(SHOWN, begins.length()))
            + "\"; turn its thinking off, tune it, or take another model",
        first);
  }

  private static boolean isAnswer(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("yes") || lower.startsWith("no");
  }
}
