package org.llmrec.rerank.chat;

import java.util.Objects;
import java.util.Optional;
import org.llmrec.rerank.history.History;

/**
 * A task with or without examples. What the model is to find by itself is in none of them: a
 * question that gives its answer away can't be made.
 *
 * @param task what is asked
 * @param injection examples; absent for zero-shot
 */
public record ChatQuestion(Task task, Optional<Injection> injection) {

  /**
   * Holds task and examples against each other.
   *
   * @throws IllegalArgumentException if an example is of another kind than the task takes or shows
   *     what the task asks about, or the user's history shows what is hidden
   */
  public ChatQuestion {
    Objects.requireNonNull(task, "task");
    injection.ifPresent(block -> check(task, block));
  }

  /** Without examples. */
  public static ChatQuestion zeroShot(Task task) {
    return new ChatQuestion(task, Optional.empty());
  }

  /** With examples. */
  public static ChatQuestion fewShot(Task task, Injection injection) {
    return new ChatQuestion(task, Optional.of(injection));
  }

  /** What is sent to the model. */
  public ChatPrompt prompt() {
    return ChatWording.prompt(this);
  }

  private static void check(Task task, Injection block) {
    Class<? extends Example> wanted = examplesOf(task);
    for (Example example : block.examples()) {
      if (!wanted.isInstance(example)) {
        throw new IllegalArgumentException(
            "few-shot "
                + task.getClass().getSimpleName()
                + ": expected examples "
                + wanted.getSimpleName()
                + ", found "
                + example.getClass().getSimpleName());
      }
      if (task instanceof Task.Summarise asked
          && example instanceof Example.Summarised shown
          && Target.folded(shown.review()).equals(Target.folded(asked.review()))) {
        throw new IllegalArgumentException(
            "few-shot: expected examples without the target, found the review itself in one;"
                + " leave that example out");
      }
    }
    target(task).ifPresent(target -> Injection.check(block.examples(), target));
    for (Target target : block.hidden()) {
      if (target.among(history(task).items())) {
        throw new IllegalArgumentException(
            "few-shot: expected a history without the target, found "
                + target.id()
                + " in it; end the history before it");
      }
    }
  }

  private static Class<? extends Example> examplesOf(Task task) {
    return switch (task) {
      case Task.Rate t -> Example.Rated.class;
      case Task.Explain t -> Example.Explained.class;
      case Task.Summarise t -> Example.Summarised.class;
      case Task.Next t -> Example.Continued.class;
      case Task.Choose t -> Example.Continued.class;
      case Task.Judge t -> Example.Continued.class;
      case Task.Rank t -> Example.Continued.class;
    };
  }

  /**
   * What a task names and asks about; candidates are many, of which the caller knows the target.
   */
  private static Optional<Target> target(Task task) {
    return switch (task) {
      case Task.Rate rate -> Optional.of(Target.of(rate.item()));
      case Task.Judge judge -> Optional.of(Target.of(judge.item()));
      case Task.Explain explain -> Optional.of(Target.of(explain.item()));
      case Task.Next t -> Optional.empty();
      case Task.Choose t -> Optional.empty();
      case Task.Rank t -> Optional.empty();
      case Task.Summarise t -> Optional.empty();
    };
  }

  private static History history(Task task) {
    return switch (task) {
      case Task.Next next -> next.history();
      case Task.Judge judge -> judge.history();
      case Task.Explain explain -> explain.history();
      case Task.Choose choose -> history(choose.known());
      case Task.Rank rank -> history(rank.known());
      case Task.Rate t -> History.NONE;
      case Task.Summarise t -> History.NONE;
    };
  }

  private static History history(Known known) {
    return known instanceof Known.Met met ? met.history() : History.NONE;
  }
}
