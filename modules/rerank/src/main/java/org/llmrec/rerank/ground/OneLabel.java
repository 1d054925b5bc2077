package org.llmrec.rerank.ground;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.llmrec.llm.text.RawAnswer;

/**
 * Finds the one label that an answer names, as pairwise and setwise prompts ask for: {@code A},
 * {@code Passage A}, {@code **B**.}, {@code Answer: [B]}. Stateless and thread-safe.
 */
public final class OneLabel {
  /** Labels side by side in one line. */
  private record Row(int chain, int line) {
    static Row of(Mention mention) {
      return new Row(mention.chain(), mention.line());
    }
  }

  private OneLabel() {}

  /**
   * Which label it is. What stands alone in a line or is said to be the answer wins over what is
   * set in brackets, quotes or bold, and that over the rest, so that reasons may name the others.
   *
   * @param answer what the model wrote, with thoughts, fences and all
   * @param labels distinct, each with a letter or digit, such as {@code A} and {@code B}
   * @return the place in {@code labels}; empty if the answer names none, leaves it open which, or
   *     refuses
   */
  public static OptionalInt parse(String answer, List<String> labels) {
    Labels names = new Labels(labels);
    String text = RawAnswer.unfenced(RawAnswer.plain(answer));
    List<Mention> all = Mentions.of(text, names);
    List<Mention> said = all.stream().filter(m -> m.alone() || m.verdict()).toList();
    if (said.stream().noneMatch(Mention::alone) && Refusal.in(text)) {
      return OptionalInt.empty();
    }
    if (!said.isEmpty()) {
      // "Answer: A or B" leaves it open.
      Set<Row> rows = said.stream().map(Row::of).collect(Collectors.toSet());
      return one(all, mention -> rows.contains(Row.of(mention)));
    }
    return all.stream().anyMatch(Mention::strong) ? one(all, Mention::strong) : one(all, m -> true);
  }

  private static OptionalInt one(List<Mention> all, Predicate<Mention> those) {
    int[] labels = all.stream().filter(those).mapToInt(Mention::label).distinct().toArray();
    return labels.length == 1 ? OptionalInt.of(labels[0]) : OptionalInt.empty();
  }
}
