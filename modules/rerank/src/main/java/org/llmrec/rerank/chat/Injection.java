package org.llmrec.rerank.chat;

import java.util.List;

/**
 * What a few-shot prompt has more than a zero-shot one: examples, none of which shows what is to be
 * found.
 *
 * @param examples in the order in which they are shown, at least one
 * @param hidden what the model is to find by itself, as far as the caller knows it: in an
 *     evaluation the targets, in service nothing. What a task names itself need not be here
 */
public record Injection(List<Example> examples, List<Target> hidden) {
  /**
   * Copies the lists and holds them apart.
   *
   * @throws IllegalArgumentException if there is no example, or one shows a hidden item
   */
  public Injection {
    examples = List.copyOf(examples);
    hidden = List.copyOf(hidden);
    if (examples.isEmpty()) {
      throw new IllegalArgumentException(
          "few-shot: expected an example or more, found none; ask zero-shot instead");
    }
    for (Target target : hidden) {
      check(examples, target);
    }
  }

  /** In service, where nobody knows what comes next. */
  public static Injection of(List<? extends Example> examples) {
    return new Injection(List.copyOf(examples), List.of());
  }

  /** Refuses examples that give a target away. */
  static void check(List<Example> examples, Target target) {
    for (Example example : examples) {
      if (target.among(example.items())) {
        throw new IllegalArgumentException(
            "few-shot: expected examples without the target, found "
                + target.id()
                + " in one; leave that example out");
      }
    }
  }
}
