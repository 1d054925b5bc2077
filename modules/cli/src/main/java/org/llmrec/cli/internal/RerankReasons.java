package org.llmrec.cli.internal;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.Item;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.llm.LanguageModel;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.explain.ExplainOptions;
import org.llmrec.rerank.explain.Explainer;
import org.llmrec.rerank.explain.Explanation;
import org.llmrec.rerank.explain.ItemFields;
import org.llmrec.rerank.explain.Reason;
import org.llmrec.rerank.explain.ReasonCache;
import org.llmrec.rerank.ground.TitleIndex;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;

/** Why the first items of a list may suit somebody, in a sentence each. */
final class RerankReasons {
  private final Map<String, Item> items = new LinkedHashMap<>();

  /** Remembers what the catalogue says of a candidate. */
  void add(Item item) {
    items.put(item.id(), item);
  }

  /**
   * Asks.
   *
   * @param first how many of the list, from the best
   * @throws LlmrecException if the thread is interrupted
   */
  Explanation of(LanguageModel model, RerankRequest request, Reranking answer, int first) {
    History history = request.person().history();
    List<ItemFields> wanted =
        answer.items().stream()
            .limit(first)
            .map(place -> ItemFields.of(items.get(place.candidate().id())))
            .toList();
    Map<String, String> titles = new LinkedHashMap<>();
    items.values().forEach(item -> titles.put(item.id(), item.title()));
    for (HistoryItem met : history.items()) {
      titles.putIfAbsent(met.id(), met.title());
    }
    Explainer explainer =
        new Explainer(
            model,
            TitleIndex.of(new ArrayList<>(titles.keySet()), new ArrayList<>(titles.values())),
            ExplainOptions.DEFAULTS,
            new ReasonCache(Math.max(1, first)),
            new SecureRandom());
    try {
      return explainer.explain(wanted, history, request.deadline());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED, "interrupted while reasons were asked for; ask again", e);
    }
  }

  static void print(Terminal terminal, Explanation said) {
    for (Reason reason : said.reasons()) {
      terminal.line("%s: %s", reason.id(), reason.text());
    }
    terminal.note(
        "reasons: %,d of the model, %,d of a template; %,d prompts, %,d of them failed, %,d tokens"
            + " read and %,d written",
        said.reasons().size() - said.count(Reason.Origin.TEMPLATE),
        said.count(Reason.Origin.TEMPLATE),
        said.calls(),
        said.failedCalls(),
        said.usage().promptTokens(),
        said.usage().completionTokens());
  }
}
