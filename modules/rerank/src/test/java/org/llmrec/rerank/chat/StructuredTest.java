package org.llmrec.rerank.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.llm.Usage;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.ground.Grounded;
import org.llmrec.rerank.ground.TitleIndex;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.palr.PalrReranker;
import org.llmrec.rerank.prompt.Asking;

/** Lists that a model is held to by a schema, where that is wanted. */
class StructuredTest {
  private static final List<Candidate> BOOKS =
      List.of(new Candidate("b1", "Dracula", 2), new Candidate("b2", "Carmilla", 1));

  private static final TitleIndex TITLES =
      TitleIndex.of(List.of("b1", "b2"), List.of("Dracula", "Carmilla"));

  private static final History HISTORY = History.NONE.then(HistoryItem.of("b3", "Emma"));

  /** Answers so, and keeps the schemas it was asked with. */
  private static final class Held extends ScriptedModel {
    private final List<Optional<JsonSchema>> schemas = new ArrayList<>();
    private final String answer;

    Held(String answer) {
      this.answer = answer;
    }

    @Override
    public Completion complete(CompletionRequest request) {
      schemas.add(request.schema());
      return new Completion(
          answer, FinishReason.STOP, new Usage(9, 9, true), Duration.ZERO, "held");
    }

    String schema() {
      return schemas.getLast().map(JsonSchema::json).orElse("");
    }
  }

  @Test
  void aRerankerByNumbersTakesTheOrderOfAnObject() {
    Held model = new Held("{\"order\": [\"2\", \"1\"]}");
    for (boolean structured : new boolean[] {true, false}) {
      Reranking answer =
          ChatReranker.of(Asking.of(model).structured(structured), ChatReranker.Form.DIRECT)
              .rerank(RerankRequest.of("vampires", BOOKS));
      assertEquals("b2", answer.items().getFirst().candidate().id());
      assertInstanceOf(Outcome.Full.class, answer.outcome());
      assertEquals(structured, model.schema().contains("\"enum\":[\"1\",\"2\"]"), model.schema());
    }
  }

  @Test
  void listsOfTitlesTakeTheTitlesOfAnObject() {
    Held model = new Held("{\"titles\": [\"Carmilla\"]}");
    Asking asking = Asking.of(model).structured(true);
    Told<Grounded> next =
        new ChatRecommender(asking)
            .next(Task.Next.of(HISTORY), Optional.empty(), TITLES, Deadline.none());
    assertEquals(List.of("b2"), next.value().orElseThrow().ids());
    assertTrue(model.schema().contains("\"titles\""), model.schema());
    PalrReranker.Chosen chosen =
        PalrReranker.of(asking, 1)
            .catalogue(TITLES)
            .choose(HISTORY, Optional.empty(), BOOKS, Deadline.none());
    assertEquals(List.of("b2"), chosen.ids());
    assertTrue(model.schema().contains("\"maxItems\":2"), model.schema());
  }
}
