package org.llmrec.rerank.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.llm.price.Price;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranked;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.prompt.Asking;

/** Reranking by one prompt, whatever the model writes. */
class ChatRerankerTest {
  private static final String[] PIECES = {
    "1",
    "2",
    "3",
    "7",
    "12",
    "99",
    "-1",
    "[",
    "]",
    ", ",
    " > ",
    "\n",
    "```",
    "\"",
    "Sorry",
    "best",
    "<think>",
    "</think>",
    "1. ",
    "(",
    "no",
    "0",
    "4.5",
    "\u0000",
    "é"
  };

  @Test
  void whateverTheModelWritesNoCandidateIsLost() {
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      StringBuilder written = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        written.append(PIECES[random.nextInt(PIECES.length)]);
      }
      RerankRequest request =
          RerankRequest.of("q", candidates(random.nextInt(15))).top(1 + random.nextInt(15));
      ChatReranker reranker = answering(written.toString());
      Reranking answer =
          (random.nextBoolean() ? reranker : reranker.shuffled(seed)).rerank(request);
      String label = "seed " + seed + ", answer: " + written;
      assertEquals(new HashSet<>(request.candidates()), new HashSet<>(order(answer)), label);
      List<Candidate> tail =
          request.candidates().subList(request.head().size(), request.candidates().size());
      assertEquals(
          tail, order(answer).subList(request.head().size(), request.candidates().size()), label);
      if (answer.outcome() instanceof Outcome.Fallback) {
        assertEquals(request.candidates(), order(answer), label);
      }
    }
  }

  @Test
  void thoseThatAreNamedComeFirstAndTheOthersFollowInTheirOrder() {
    Reranking answer = answering("[4, 2, 4]").rerank(RerankRequest.of("q", candidates(5)));
    assertEquals(List.of("i4", "i2", "i1", "i3", "i5"), ids(answer));
    assertEquals(
        new Outcome.Repaired(1, "of 5 candidates the answer leaves out 3 and names 1 again"),
        answer.outcome());
    assertEquals(
        List.of(4.0, 3.0, 0.0, 0.0, 0.0),
        answer.items().stream().map(item -> item.score().getAsDouble()).toList());
  }

  @Test
  void aRefusalAndAnEmptyAnswerLeaveTheGivenOrder() {
    for (ScriptedModel model :
        List.of(
            new ScriptedModel((call, messages) -> "  <think>hm</think> "),
            new ScriptedModel((call, messages) -> "I cannot help with that."),
            new ScriptedModel(
                (call, messages) -> {
                  throw new ModelException(ModelException.Kind.REFUSED, "scripted-1: refused");
                }))) {
      Reranking answer =
          ChatReranker.of(Asking.of(model), ChatReranker.Form.DIRECT)
              .rerank(RerankRequest.of("q", candidates(3)));
      assertEquals(List.of("i1", "i2", "i3"), ids(answer));
      assertInstanceOf(Outcome.Fallback.class, answer.outcome());
      assertTrue(answer.items().stream().map(Reranked::score).allMatch(OptionalDouble::isEmpty));
      assertEquals(1, answer.cost().prompts());
    }
  }

  @Test
  void aDeadlineThatPassesWithinTheCallIsNoError() {
    ScriptedModel model =
        new ScriptedModel(
            (call, messages) -> {
              throw new ModelException(ModelException.Kind.DEADLINE, "scripted-1: too late");
            });
    Reranking answer =
        ChatReranker.of(Asking.of(model), ChatReranker.Form.CHOOSE)
            .rerank(
                RerankRequest.of("q", candidates(3)).deadline(Deadline.in(Duration.ofHours(1))));
    assertInstanceOf(Outcome.Partial.class, answer.outcome());
    assertEquals(List.of("i1", "i2", "i3"), ids(answer));
  }

  @Test
  void whatACallTookIsSaid() {
    ScriptedModel model = new ScriptedModel((call, messages) -> "[2, 1, 3]");
    List<Candidate> candidates = new ArrayList<>(candidates(2));
    candidates.add(new Candidate("long", "x".repeat(301), 0));
    Reranking answer =
        ChatReranker.of(Asking.of(model).price(new Price(1e6, 2e6, 1)), ChatReranker.Form.CHOOSE)
            .rerank(RerankRequest.of("q", candidates));
    assertTrue(answer.full());
    assertEquals(1, answer.cost().judgements());
    assertEquals(1, answer.cost().prompts());
    assertEquals(1, answer.cost().truncated());
    assertTrue(answer.cost().tokens() > 50 && answer.cost().written() > 0);
    assertEquals(answer.cost().tokens() + 2 * answer.cost().written(), answer.cost().money(), 1e-9);
    assertTrue(
        Double.isNaN(answering("[1]").rerank(RerankRequest.of("q", candidates)).cost().money()));
  }

  @Test
  void aShuffleShowsAnotherOrderAndItsNumbersMeanWhatWasShown() {
    StringBuilder seen = new StringBuilder();
    ScriptedModel model =
        new ScriptedModel(
            (call, messages) -> {
              seen.append(messages.getLast().content());
              return "1";
            });
    Reranking answer =
        ChatReranker.of(Asking.of(model), ChatReranker.Form.DIRECT)
            .shuffled(5)
            .rerank(RerankRequest.of("q", candidates(9)));
    String first = answer.items().get(0).candidate().text();
    assertTrue(seen.toString().contains("1. \"" + first + "\""), seen.toString());
    assertNotEquals("text 1", first);
  }

  @Test
  void examplesGoIntoThePromptAndInterruptionsAreErrors() {
    StringBuilder seen = new StringBuilder();
    ScriptedModel model =
        new ScriptedModel(
            (call, messages) -> {
              seen.append(messages.getLast().content());
              throw new InterruptedException();
            });
    History history =
        new History(List.of(HistoryItem.of("a", "Alien"), HistoryItem.of("b", "Bug")));
    ChatReranker reranker =
        ChatReranker.of(Asking.of(model), ChatReranker.Form.CHOOSE)
            .examples(Injection.of(List.of(Example.Continued.shorter(history))));
    LlmrecException failure =
        assertThrows(
            LlmrecException.class, () -> reranker.rerank(RerankRequest.of("q", candidates(2))));
    assertTrue(Thread.interrupted());
    assertTrue(failure.getMessage().contains("scripted-1"), failure.getMessage());
    assertTrue(seen.toString().contains("[\"Alien\"], the next item was \"Bug\""), seen::toString);
  }

  private static ChatReranker answering(String text) {
    return ChatReranker.of(
        Asking.of(new ScriptedModel((call, messages) -> text)), ChatReranker.Form.CHOOSE);
  }

  private static List<Candidate> candidates(int n) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      candidates.add(new Candidate("i" + i, "text " + i, 0));
    }
    return candidates;
  }

  private static List<Candidate> order(Reranking answer) {
    return answer.items().stream().map(Reranked::candidate).toList();
  }

  private static List<String> ids(Reranking answer) {
    return order(answer).stream().map(Candidate::id).toList();
  }
}
