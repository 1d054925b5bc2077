package org.llmrec.enrich.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.enrich.neighbour.NeighbourSource;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.llm.Message;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.TokenEstimate;

class EnrichmentPlanTest {
  private final AnswerStore store = AnswerStores.inMemory();

  @Test
  void saysBeforeTheFirstCallWhatIsToBeAsked() throws IOException {
    // 300 items, of which each third has the text of another; nothing is asked yet.
    Workload workload =
        Films.workload(
            300,
            i -> new Item("f" + i, "Film " + i % 200, "", List.of(), Map.of()),
            "paraphrase",
            "tag");
    EnrichmentPlan plan = EnrichmentPlan.of(workload, store, Films.options());
    assertEquals(List.of("paraphrase", "tag"), names(plan));
    PromptPlan paraphrase = plan.prompts().get(0);
    assertEquals(300, paraphrase.questions());
    assertEquals(0, paraphrase.present());
    assertEquals(100, paraphrase.shared());
    assertEquals(200, paraphrase.ask());
    assertFalse(paraphrase.measured());
    assertEquals(400, plan.calls());
    long text = TokenEstimate.of(List.of(Message.user(first(workload).text())));
    assertTrue(paraphrase.promptTokens() >= 200 * text, paraphrase.toString());
    assertEquals(
        Films.PRICE.of(paraphrase.promptTokens(), paraphrase.completionTokens()),
        paraphrase.cost().orElseThrow(),
        1e-9);
    assertEquals(plan.cost().orElseThrow() / 2, plan.batchCost().orElseThrow(), 1e-9);
    assertEquals(0, store.ledger().spent().calls());
  }

  private static List<String> names(EnrichmentPlan plan) {
    return plan.prompts().stream().map(PromptPlan::prompt).toList();
  }

  private static Question first(Workload workload) throws IOException {
    try (var all = workload.stream()) {
      return all.findFirst().orElseThrow();
    }
  }

  @Test
  void agreesWithTheRunThatFollows() throws IOException {
    ScriptedModel model = ScriptedModel.good();
    new EnrichmentJob(
            Films.workload(50, "paraphrase"), store, model, Films.options(), Progress.silent())
        .run();
    Workload more = Films.workload(80, "paraphrase");
    PromptPlan plan = EnrichmentPlan.of(more, store, Films.options()).prompts().get(0);
    assertEquals(50, plan.present());
    assertEquals(30, plan.ask());
    assertTrue(plan.measured());
    assertEquals(20, plan.tokensPerAnswer());
    assertEquals(600, plan.completionTokens());
    EnrichmentSummary summary =
        new EnrichmentJob(more, store, model, Films.options(), Progress.silent()).run();
    assertEquals(plan.ask(), summary.spent().calls());
    assertEquals(plan.present(), summary.present());
    assertEquals(plan.completionTokens(), summary.spent().completionTokens());
  }

  @Test
  void countsWhatNewNeighboursWouldCost() throws IOException {
    ScriptedModel model = ScriptedModel.good();
    Workload old = engaged(0);
    new EnrichmentJob(old, store, model, Films.options(), Progress.silent()).run();
    assertEquals(0, EnrichmentPlan.of(old, store, Films.options()).calls());
    // The lists of ten items have changed.
    assertEquals(10, EnrichmentPlan.of(engaged(10), store, Films.options()).calls());
    assertEquals(40, model.calls.get());
  }

  /** 40 items, of which the first few have another neighbour than before. */
  private static Workload engaged(int changed) {
    NeighbourSource neighbours =
        item -> {
          int number = Integer.parseInt(item.substring(1));
          return new NeighbourSource.Near(
              List.of(Films.film(number < changed ? number + 2 : number + 1)), "hash");
        };
    Workload plain = Films.workload(40, "eng");
    return new Workload(
        new Questions(
            List.of(PromptTemplate.load("eng", 2)),
            neighbours,
            ScriptedModel.ID,
            Sampling.greedy(200)),
        40,
        plain.catalogue());
  }

  @Test
  void withoutAPriceThereIsNoCost() throws IOException {
    EnrichmentPlan plan =
        EnrichmentPlan.of(Films.workload(3, "paraphrase"), store, JobOptions.defaults());
    assertEquals(OptionalDouble.empty(), plan.cost());
    assertEquals(3, plan.calls());
  }
}
