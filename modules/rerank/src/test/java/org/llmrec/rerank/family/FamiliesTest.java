package org.llmrec.rerank.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.llm.price.Budget;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.ask.AskOptions;
import org.llmrec.rerank.ask.Strategies;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.Person;

/** Rerankers by name, and what they would ask. */
class FamiliesTest {
  private static final List<String> FILMS =
      List.of("Alien", "Brazil", "Cube", "Dune", "Eraserhead", "Fargo");

  private static final RerankRequest REQUEST =
      RerankRequest.of(
          Person.of(new History(List.of(HistoryItem.of("h1", "Heat")))).id("ann"),
          FILMS.stream().map(title -> new Candidate(title, title, 0)).toList());

  @Test
  void everyNameRanksSomebodysListWithoutLosingAnItem() {
    for (String name : Families.names()) {
      Reranking answer =
          Families.named(name, new ScriptedModel(), FamilyOptions.defaults()).rerank(REQUEST);
      assertEquals(
          new TreeSet<>(FILMS),
          new TreeSet<>(answer.items().stream().map(item -> item.candidate().id()).toList()),
          name);
      assertTrue(answer.cost().prompts() > 0, name);
    }
  }

  @Test
  void everyNameTellsTheModelWhatThePersonMet() {
    for (String name : Families.names()) {
      List<String> prompts = new ArrayList<>();
      ScriptedModel model =
          new ScriptedModel(
              (call, messages) -> {
                synchronized (prompts) {
                  prompts.add(messages.getLast().content());
                }
                return "";
              });
      Families.named(name, model, FamilyOptions.defaults()).rerank(REQUEST);
      assertTrue(prompts.stream().allMatch(prompt -> prompt.contains("Heat")), name + prompts);
    }
  }

  @Test
  void aDryRunSaysHowManyPromptsAreSentAndSendsNone() {
    ScriptedModel model = new ScriptedModel();
    FamilyOptions how = FamilyOptions.defaults();
    assertEquals(1, DryRun.of("chat-direct", model, how, REQUEST).prompts());
    assertEquals(2, DryRun.of("palr", model, how, REQUEST).prompts());
    assertEquals(6, DryRun.of("tallrec", model, how, REQUEST).prompts());
    assertEquals(30, DryRun.of("all-pairs", model, how, REQUEST).prompts());
    assertTrue(DryRun.of("chat-choose", model, how, REQUEST).tokens() > 50);
    assertEquals(0, model.calls());
    assertEquals(0, how.profiles().size());
  }

  @Test
  void whatIsWrongIsSaidBeforeTheModelIsAsked() {
    ScriptedModel model = new ScriptedModel();
    refused("expected one of [all-pairs, auto, chat-choose", "best", FamilyOptions.defaults());
    FamilyOptions limited =
        FamilyOptions.defaults()
            .asking(
                AskOptions.defaults()
                    .budget(
                        new Budget(
                            OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.of(3))));
    refused("palr keeps no budget", "palr", limited);
    Families.named("all-pairs", model, limited);
    FamilyOptions odd =
        FamilyOptions.defaults()
            .numbers(new Strategies.Numbers(10, 4, 1, 10, OptionalInt.empty(), 4));
    refused("listwise: ", "listwise", odd);
    assertEquals(0, model.calls());
  }

  private static void refused(String why, String name, FamilyOptions how) {
    String said =
        assertThrows(ConfigException.class, () -> Families.named(name, new ScriptedModel(), how))
            .getMessage();
    assertTrue(said.contains(why), said);
  }
}
