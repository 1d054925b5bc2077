package org.llmrec.rerank.chat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.ground.Grounded;
import org.llmrec.rerank.ground.Grounding;
import org.llmrec.rerank.ground.NumberAnswer;
import org.llmrec.rerank.ground.OrderSchema;
import org.llmrec.rerank.ground.TitleIndex;
import org.llmrec.rerank.ground.YesNo;
import org.llmrec.rerank.prompt.Asking;
import org.llmrec.rerank.prompt.Reply;

/**
 * A language model as a recommender: one question, one answer, read strictly. Whether there are
 * examples decides between few-shot and zero-shot. Thread-safe.
 *
 * <p>That a model refuses, writes nothing, is late, or writes what cannot be read is a {@link
 * Verdict}. Every method throws {@link LlmrecException}, naming the model, if it fails otherwise,
 * and {@link IllegalArgumentException} if the examples do not go with the task or give the answer
 * away.
 *
 * @param asking who is asked
 */
public record ChatRecommender(Asking asking) {
  private static final int TOKENS_WORD = 16;
  private static final int TOKENS_TEXT = 256;
  private static final int TOKENS_LIST = 64;
  private static final int TOKENS_TITLE = 40;

  /** Refuses null. */
  public ChatRecommender {
    Objects.requireNonNull(asking, "asking");
  }

  /** The rating that the user is expected to give, on the task's scale. */
  public Told<Double> rate(Task.Rate task, Optional<Injection> examples, Deadline deadline) {
    return ask(
        task,
        examples,
        deadline,
        TOKENS_WORD,
        answer -> {
          OptionalDouble rating =
              NumberAnswer.parse(answer, task.scale().lowest(), task.scale().highest());
          return rating.isPresent() ? Optional.of(rating.getAsDouble()) : Optional.empty();
        });
  }

  /** Whether the item is the one that the user meets next. */
  public Told<Boolean> judge(Task.Judge task, Optional<Injection> examples, Deadline deadline) {
    return ask(task, examples, deadline, TOKENS_WORD, YesNo::parse);
  }

  /** Why the item is recommended, as the model wrote it: foreign text. */
  public Told<String> explain(Task.Explain task, Optional<Injection> examples, Deadline deadline) {
    return ask(task, examples, deadline, TOKENS_TEXT, Optional::of);
  }

  /** What the review says in short, as the model wrote it: foreign text. */
  public Told<String> summarise(
      Task.Summarise task, Optional<Injection> examples, Deadline deadline) {
    return ask(task, examples, deadline, TOKENS_TEXT, Optional::of);
  }

  /**
   * The next items, as far as they are in the catalogue; fewer than were asked for are not filled
   * up.
   */
  public Told<Grounded> next(
      Task.Next task, Optional<Injection> examples, TitleIndex catalogue, Deadline deadline) {
    return list(task, examples, task.count(), Grounding.open(catalogue), deadline);
  }

  /**
   * The next items among the candidates; fewer than were asked for are not filled up.
   *
   * @param task by titles
   * @param catalogue all titles, those of the candidates among them
   */
  public Told<Grounded> choose(
      Task.Choose task, Optional<Injection> examples, TitleIndex catalogue, Deadline deadline) {
    return list(
        task, examples, task.count(), among(catalogue, task.candidates(), task.labels()), deadline);
  }

  /**
   * The candidates in the order in which to recommend them; fewer than were asked for are not
   * filled up.
   *
   * @param task by titles
   * @param catalogue all titles, those of the candidates among them
   */
  public Told<Grounded> rank(
      Task.Rank task, Optional<Injection> examples, TitleIndex catalogue, Deadline deadline) {
    return list(
        task, examples, task.count(), among(catalogue, task.candidates(), task.labels()), deadline);
  }

  private static Grounding among(TitleIndex catalogue, List<Candidate> candidates, Labels labels) {
    if (labels != Labels.TITLES) {
      throw new IllegalArgumentException(
          "expected candidates called by their TITLES, found "
              + labels
              + "; ChatReranker reads those");
    }
    return Grounding.among(catalogue, candidates.stream().map(Candidate::id).toList());
  }

  private Told<Grounded> list(
      Task task, Optional<Injection> examples, int count, Grounding grounding, Deadline deadline) {
    return ask(
        task,
        examples,
        (asked, tokens) -> asking.ask(asked, OrderSchema.titles(count), tokens, deadline),
        TOKENS_LIST + TOKENS_TITLE * count,
        answer -> Optional.of(grounding.answer(answer)).filter(list -> list.counts().total() > 0));
  }

  private <T> Told<T> ask(
      Task task,
      Optional<Injection> examples,
      Deadline deadline,
      int tokens,
      Function<String, Optional<T>> reading) {
    return ask(
        task, examples, (prompt, most) -> asking.ask(prompt, most, deadline), tokens, reading);
  }

  /** Puts a prompt to the model, for so many tokens. */
  @FunctionalInterface
  private interface Put {
    Reply ask(String prompt, int tokens);
  }

  private <T> Told<T> ask(
      Task task,
      Optional<Injection> examples,
      Put put,
      int tokens,
      Function<String, Optional<T>> reading) {
    ChatPrompt prompt = new ChatQuestion(task, examples).prompt();
    Reply reply = put.ask(prompt.text(), tokens);
    return new Told<>(
        reply.answered() ? reading.apply(reply.text()) : Optional.empty(), prompt, reply);
  }
}
