package org.llmrec.rerank.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.llm.Usage;
import org.llmrec.llm.price.Price;

/** One question, whatever comes back. */
class AskingTest {
  private static final Price PRICE = new Price(1e6, 1e6, 1);

  @Test
  void anAnswerComesWithoutThoughtsAndWithWhatItCost() {
    Reply reply = ask("<think>hm</think> 4 ", FinishReason.STOP);
    assertEquals(Reply.Kind.ANSWERED, reply.kind());
    assertEquals("4", reply.text());
    assertEquals(10, reply.money());
    assertFalse(reply.cut());
    assertEquals(1, reply.cost(3).judgements());
    assertEquals(3, reply.cost(3).truncated());
    assertTrue(ask("4", FinishReason.LENGTH).cut());
  }

  @Test
  void whatTheServerHoldsBackIsARefusalThatCosts() {
    Reply reply = ask("some of it", FinishReason.CONTENT_FILTER);
    assertEquals(Reply.Kind.REFUSED, reply.kind());
    assertEquals("", reply.text());
    assertEquals(10, reply.money());
    assertEquals(0, reply.cost(0).judgements());
    assertEquals(1, reply.cost(0).prompts());
  }

  @Test
  void afterTheDeadlineNobodyIsAskedAndNothingIsPaid() {
    ScriptedModel model = new ScriptedModel();
    Reply reply = Asking.of(model).price(PRICE).ask("q", 9, Deadline.in(Duration.ZERO));
    assertEquals(Reply.Kind.LATE, reply.kind());
    assertEquals(0, reply.money());
    assertFalse(reply.sent());
    assertEquals(0, model.calls());
  }

  @Test
  void thoughtsHaveRoomBesideTheAnswer() {
    ScriptedModel model =
        new ScriptedModel() {
          @Override
          public Completion complete(CompletionRequest request) {
            return completion(Integer.toString(request.sampling().maxTokens()), FinishReason.STOP);
          }
        };
    assertEquals("9", Asking.of(model).ask("q", 9, Deadline.none()).text());
    assertEquals("109", Asking.of(model).thoughts(100).ask("q", 9, Deadline.none()).text());
    assertThrows(IllegalArgumentException.class, () -> Asking.of(model).thoughts(-1));
  }

  private static Reply ask(String text, FinishReason finish) {
    ScriptedModel model =
        new ScriptedModel() {
          @Override
          public Completion complete(CompletionRequest request) {
            return completion(text, finish);
          }
        };
    return Asking.of(model).price(PRICE).ask("q", 9, Deadline.none());
  }

  private static Completion completion(String text, FinishReason finish) {
    return new Completion(text, finish, new Usage(7, 3, true), Duration.ofMillis(5), "m");
  }
}
