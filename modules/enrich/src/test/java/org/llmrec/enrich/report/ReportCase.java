package org.llmrec.enrich.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.Item;
import org.llmrec.enrich.job.Question;
import org.llmrec.enrich.job.Questions;
import org.llmrec.enrich.neighbour.NeighbourSource;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.enrich.store.AnswerKey;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.Sampling;

/** A store and a catalogue for one prompt, put together line by line. */
final class ReportCase implements AutoCloseable {
  final AnswerStore store = AnswerStores.inMemory();
  private final List<Item> items = new ArrayList<>();
  private final Prompt tag = PromptTemplate.load("rec-tag", 2);
  private final Questions questions =
      new Questions(List.of(tag), NeighbourSource.none(), "model", Sampling.greedy(400));

  /** An item, and the answer to its question if there is one. */
  ReportCase item(
      String id,
      String title,
      String description,
      AnswerStatus status,
      String answer,
      String problem,
      double cost)
      throws IOException {
    Item item = new Item(id, title, description, List.of(), Map.of());
    items.add(item);
    if (status != null) {
      Question question = questions.about(item).get(0);
      AnswerKey key =
          status == AnswerStatus.IMPORTED ? AnswerKey.imported(id, "rec-tag") : question.key();
      put(key, id, "rec-tag", status, answer, problem, cost);
    }
    return this;
  }

  /** An imported answer to another prompt. */
  ReportCase imported(String id, String field, String answer, String model) {
    store
        .put(
            row(
                AnswerKey.imported(id, field),
                id,
                field,
                AnswerStatus.IMPORTED,
                answer,
                "",
                0,
                model))
        .join();
    return this;
  }

  private void put(
      AnswerKey key,
      String item,
      String prompt,
      AnswerStatus status,
      String answer,
      String problem,
      double cost) {
    String model = status == AnswerStatus.IMPORTED ? "theirs" : "model";
    store.put(row(key, item, prompt, status, answer, problem, cost, model)).join();
  }

  private static StoredAnswer row(
      AnswerKey key,
      String item,
      String prompt,
      AnswerStatus status,
      String answer,
      String problem,
      double cost,
      String model) {
    return new StoredAnswer(
        key,
        item,
        prompt,
        2,
        model,
        "",
        status,
        answer,
        problem,
        "stop",
        cost > 0 ? 100 : 0,
        cost > 0 ? 10 : 0,
        cost,
        5,
        "2026-11-24",
        List.of(),
        "");
  }

  EnrichReport report(ReportOptions options) throws IOException {
    return EnrichReport.of(
        items.stream(), Optional.of(questions), List.of("rec-tag", "eng", "infer"), store, options);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
