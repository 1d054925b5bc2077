package org.llmrec.rerank.ask;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.Message;
import org.llmrec.rerank.order.HaltedException;

/**
 * The items of one request, and whom to ask about them.
 *
 * @param interview with the model
 * @param prompt puts questions into words
 * @param texts of the items, in their given order
 * @param scoring whether single labels are read from probabilities
 * @param schemas whether the model keeps to a schema
 * @param seed of the labels
 */
record Panel(
    Interview interview,
    Prompt prompt,
    List<String> texts,
    boolean scoring,
    boolean schemas,
    long seed) {

  /** Labels for these items, the same each time they are asked about in this order. */
  List<String> labels(List<Integer> items) {
    long lot = (seed * 31 + prompt.query().hashCode()) * 31 + items.hashCode();
    return Labels.draw(items.size(), lot);
  }

  /** A question about these items. */
  List<Message> ask(Question question, List<String> labels, List<Integer> items, int number) {
    return prompt.ask(question, labels, items.stream().map(texts::get).toList(), number);
  }

  /** What the model writes, in a form if it keeps to one. */
  String write(List<Message> messages, JsonSchema form, int tokens)
      throws HaltedException, InterruptedException {
    return interview.write(messages, schemas ? Optional.of(form) : Optional.empty(), tokens);
  }

  /** The place of the most probable answer; empty if none is shown, or two are alike. */
  OptionalInt likeliest(List<Message> messages, List<String> answers)
      throws HaltedException, InterruptedException {
    return interview.score(messages, answers).map(Panel::greatest).orElse(OptionalInt.empty());
  }

  private static OptionalInt greatest(List<OptionalDouble> shown) {
    int best = -1;
    boolean alone = false;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < shown.size(); i++) {
      double p = shown.get(i).orElse(Double.NEGATIVE_INFINITY);
      if (p > most) {
        most = p;
        best = i;
        alone = true;
      } else if (p == most) {
        alone = false;
      }
    }
    return alone ? OptionalInt.of(best) : OptionalInt.empty();
  }
}
