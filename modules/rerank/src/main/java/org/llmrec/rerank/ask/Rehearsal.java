package org.llmrec.rerank.ask;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.core.Deadline;
import org.llmrec.llm.price.Budget;
import org.llmrec.llm.text.VisibleText;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Cost;
import org.llmrec.rerank.RerankRequest;

/**
 * Goes through a request with an oracle in the place of the model, as though the given order were
 * the wrong way round: what is asked, and how much that is, before anybody pays for it.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** What a strategy would cost; its time means nothing. */
  static Cost cost(RerankRequest request, Strategy strategy, AskOptions options, boolean scores) {
    Map<String, Double> worths = new HashMap<>();
    List<Candidate> head = request.head();
    for (int i = 0; i < head.size(); i++) {
      worths.put(
          VisibleText.of(head.get(i).text(), options.textLimit()), (i + 1.0) / (head.size() + 1));
    }
    AskOptions free = options.budget(Budget.NONE);
    try (OracleModel oracle =
        new OracleModel("rehearsal", (query, text) -> worths.get(text), OracleNoise.NONE, scores)) {
      return LlmReranker.of(oracle, strategy, free)
          .rerank(request.deadline(Deadline.none()))
          .cost();
    }
  }

  /** How many prompts a strategy would send for so many candidates. */
  static long prompts(int n, Strategy strategy, AskOptions options, boolean scores) {
    List<Candidate> candidates =
        IntStream.range(0, n)
            .mapToObj(i -> new Candidate(Integer.toString(i), "item " + i, -i))
            .toList();
    RerankRequest request = RerankRequest.of("", candidates).top(Math.max(1, n));
    return cost(request, strategy, options, scores).prompts();
  }
}
