package org.llmrec.rerank.ask;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.llmrec.llm.Message;
import org.llmrec.rerank.ground.OneLabel;
import org.llmrec.rerank.internal.Parallel;
import org.llmrec.rerank.order.HaltedException;
import org.llmrec.rerank.order.PairJudge;
import org.llmrec.rerank.order.Preference;

/**
 * Asks about two items in both orders at the same time: only answers that agree are a preference
 * (2306.17563, section 3.1).
 */
record AskedPairs(Panel panel) implements PairJudge {
  /** A letter, and what models put around it. */
  private static final int TOKENS = 8;

  @Override
  public Preference compare(int first, int second) throws HaltedException, InterruptedException {
    Parallel.Opinions<OptionalInt> opinions =
        Parallel.ask(List.of(List.of(first, second), List.of(second, first)), this::better);
    if (opinions.halted().isPresent()) {
      throw opinions.halted().get();
    }
    OptionalInt straight = opinions.answers().get(0).orElseThrow();
    OptionalInt turned = opinions.answers().get(1).orElseThrow();
    panel.interview().read(straight.isPresent() && turned.isPresent());
    if (straight.isEmpty() || turned.isEmpty() || straight.getAsInt() == turned.getAsInt()) {
      return Preference.TIE;
    }
    return straight.getAsInt() == 0 ? Preference.FIRST : Preference.SECOND;
  }

  private OptionalInt better(List<Integer> items) throws HaltedException, InterruptedException {
    List<Message> messages = panel.ask(Question.BEST, Labels.PAIR, items, 0);
    return panel.scoring()
        ? panel.likeliest(messages, Labels.PAIR)
        : OneLabel.parse(panel.interview().write(messages, Optional.empty(), TOKENS), Labels.PAIR);
  }
}
