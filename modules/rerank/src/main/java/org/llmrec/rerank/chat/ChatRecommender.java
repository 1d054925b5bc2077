package org.llmrec.rerank.chat;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.rerank.ground.NumberAnswer;
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

  private <T> Told<T> ask(
      Task task,
      Optional<Injection> examples,
      Deadline deadline,
      int tokens,
      Function<String, Optional<T>> reading) {
    ChatPrompt prompt = new ChatQuestion(task, examples).prompt();
    Reply reply = asking.ask(prompt.text(), tokens, deadline);
    return new Told<>(
        reply.answered() ? reading.apply(reply.text()) : Optional.empty(), prompt, reply);
  }
}
