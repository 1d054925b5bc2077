package org.llmrec.rerank.ask;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.llmrec.rerank.order.HaltedException;
import org.llmrec.rerank.order.ListJudge;

/** Orders by how probable each label is as the answer to which item is best (2406.15657). */
record AskedFirstTokens(Panel panel) implements ListJudge {
  @Override
  public List<Integer> order(List<Integer> items) throws HaltedException, InterruptedException {
    List<String> labels = panel.labels(items);
    Optional<List<OptionalDouble>> shown =
        panel.interview().score(panel.ask(Question.BEST, labels, items, 0), labels);
    panel
        .interview()
        .read(
            shown.isPresent(),
            shown.map(all -> all.stream().allMatch(OptionalDouble::isPresent)).orElse(false));
    if (shown.isEmpty()) {
      return items;
    }
    return IntStream.range(0, items.size())
        .boxed()
        .sorted(
            Comparator.comparingDouble(i -> -shown.get().get(i).orElse(Double.NEGATIVE_INFINITY)))
        .map(items::get)
        .toList();
  }
}
