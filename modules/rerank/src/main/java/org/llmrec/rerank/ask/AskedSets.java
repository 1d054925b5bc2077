package org.llmrec.rerank.ask;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.llmrec.llm.Message;
import org.llmrec.rerank.ground.OneLabel;
import org.llmrec.rerank.order.HaltedException;
import org.llmrec.rerank.order.SetJudge;

/** Asks for the best of several items (2310.09497, section 3). */
record AskedSets(Panel panel) implements SetJudge {
  /** A letter, and what models put around it. */
  private static final int TOKENS = 8;

  @Override
  public OptionalInt best(List<Integer> items) throws HaltedException, InterruptedException {
    List<String> labels = panel.labels(items);
    List<Message> messages = panel.ask(Question.BEST, labels, items, 0);
    OptionalInt best =
        panel.scoring()
            ? panel.likeliest(messages, labels)
            : OneLabel.parse(panel.interview().write(messages, Optional.empty(), TOKENS), labels);
    panel.interview().read(best.isPresent());
    return best;
  }
}
