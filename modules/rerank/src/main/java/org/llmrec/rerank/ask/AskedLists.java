package org.llmrec.rerank.ask;

import java.util.List;
import java.util.stream.Stream;
import org.llmrec.rerank.ground.LabelList;
import org.llmrec.rerank.ground.OrderSchema;
import org.llmrec.rerank.ground.Permutation;
import org.llmrec.rerank.order.HaltedException;
import org.llmrec.rerank.order.ListJudge;
import org.llmrec.rerank.order.PickJudge;

/**
 * Asks for the order of several items (2304.09542), or for the best few of them (2406.11678), as a
 * list of labels. What a list lacks follows in the order in which the items came.
 */
record AskedLists(Panel panel) implements ListJudge, PickJudge {
  /** A label and what stands between two; and something for a sentence before them. */
  private static final int PER_LABEL = 6;

  private static final int AROUND = 48;

  @Override
  public List<Integer> order(List<Integer> items) throws HaltedException, InterruptedException {
    List<Integer> said = said(Question.ORDER, items, items.size());
    Permutation order = Permutation.complete(said, items.size());
    panel.interview().read(!said.isEmpty(), order.whole());
    return order.order().stream().map(items::get).toList();
  }

  @Override
  public List<Integer> pick(List<Integer> items, int count)
      throws HaltedException, InterruptedException {
    List<Integer> said = said(Question.PICK, items, count);
    panel
        .interview()
        .read(!said.isEmpty(), said.stream().distinct().count() == count && said.size() == count);
    // Items come in an order drawn by lot; where picks are missing, the given order has the word.
    List<Integer> given = items.stream().sorted().toList();
    return Stream.concat(said.stream().map(items::get), given.stream())
        .distinct()
        .limit(count)
        .toList();
  }

  private List<Integer> said(Question question, List<Integer> items, int count)
      throws HaltedException, InterruptedException {
    List<String> labels = panel.labels(items);
    String answer =
        panel.write(
            panel.ask(question, labels, items, count),
            OrderSchema.some(labels, count),
            AROUND + PER_LABEL * count);
    return LabelList.parse(answer, labels);
  }
}
