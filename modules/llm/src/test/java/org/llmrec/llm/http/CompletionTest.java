package org.llmrec.llm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.Deadline;
import org.llmrec.core.json.Json;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;

/** What is sent, and what is made of what comes back. */
class CompletionTest {
  private static final JsonSchema SCHEMA =
      new JsonSchema("one_text", "{\"type\":\"object\",\"properties\":{\"text\":{}}}");

  private final Asking asking = new Asking();

  @AfterEach
  void close() {
    asking.close();
  }

  private JsonNode lastBody() {
    return asking.server.calls().getLast().body();
  }

  @Test
  void sendsWhatIsAskedForAndNoMore() throws Exception {
    try (OpenAiModel model = asking.open()) {
      model.complete(
          new CompletionRequest(
              List.of(
                  Message.system("Be brief. \"Ü\" 🎬"),
                  Message.user("one"),
                  Message.assistant("two"),
                  Message.user("three")),
              Optional.of(SCHEMA),
              new Sampling(0.7, 0.9, 33, OptionalLong.of(42), List.of("\n\n")),
              Deadline.none()));
      String expected =
          """
          {"model":"fake","messages":[{"role":"system","content":"Be brief. \\"Ü\\" 🎬"},
          {"role":"user","content":"one"},{"role":"assistant","content":"two"},
          {"role":"user","content":"three"}],"temperature":0.7,"top_p":0.9,"max_tokens":33,"seed":42,
          "stop":["\\n\\n"],"response_format":{"type":"json_schema","json_schema":{"name":"one_text",
          "strict":true,"schema":{"type":"object","properties":{"text":{}}}}}}
          """;
      assertEquals(Json.mapper().readTree(expected), lastBody());
      model.complete(Asking.REQUEST);
      assertEquals(
          List.of("model", "messages", "temperature", "max_tokens"),
          lastBody().properties().stream().map(Map.Entry::getKey).toList());
      assertEquals("Bearer " + Asking.KEY, asking.server.calls().getLast().authorization());
    }
  }

  @Test
  void sendsNoKeyWhereNoneIsNamed() throws Exception {
    OpenAiOptions keyless = OpenAiOptions.of("fake", asking.options().baseUrl(), Optional.empty());
    try (OpenAiModel model = OpenAiModel.open(keyless)) {
      model.complete(Asking.REQUEST);
      assertEquals("", asking.server.calls().getLast().authorization());
    }
  }

  @Test
  void readsTextUsageAndModel() throws Exception {
    asking.server.script(FakeReply.ok("Ein Ungeheuer 👾"));
    try (OpenAiModel model = asking.open()) {
      Completion answer = model.complete(Asking.REQUEST);
      assertEquals("Ein Ungeheuer 👾", answer.text());
      assertEquals(FakeServer.MODEL, answer.model());
      assertTrue(answer.usage().reported());
      assertEquals(asking.server.billedTokens(), answer.usage().total());
    }
  }

  @Test
  void estimatesTokensThatAreNotReported() throws Exception {
    asking.server.script(FakeReply.ok("eight le").withoutUsage());
    try (OpenAiModel model = asking.open()) {
      assertEquals(
          new Usage(TokenEstimate.of(Asking.REQUEST.messages()), 2, false),
          model.complete(Asking.REQUEST).usage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "length, LENGTH",
    "max_tokens, LENGTH",
    "eos_token, STOP",
    "tool_calls, OTHER"
  })
  void mapsFinishReasons(String theirs, FinishReason ours) throws Exception {
    asking.server.script(FakeReply.ok("x").finish(theirs));
    try (OpenAiModel model = asking.open()) {
      assertEquals(ours, model.complete(Asking.REQUEST).finish());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\":null,\"reasoning_content\":\"hm\"}|''",
        "{\"content\":\"a\",\"reasoning\":\"hm\"}|a",
        "{\"content\":[{\"type\":\"thinking\",\"text\":\"hm\"},{\"type\":\"text\",\"text\":\"a\"}]}|a"
      })
  void readsContentInAllItsForms(String message, String text) throws Exception {
    asking.server.script(
        FakeReply.raw("{\"choices\":[{\"message\":" + message + ",\"finish_reason\":null}]}"));
    try (OpenAiModel model = asking.open()) {
      Completion answer = model.complete(Asking.REQUEST);
      assertEquals(text, answer.text());
      assertEquals(FinishReason.OTHER, answer.finish());
      assertEquals("fake", answer.model());
    }
  }

  @Test
  void refusalsAreFailuresThatWerePaidFor() {
    for (FakeReply reply :
        List.of(
            FakeReply.ok("cut off he").finish("content_filter"),
            FakeReply.ok("").refusal("I would rather not say xyzzy."))) {
      ModelException e = asking.failure(reply);
      assertEquals(ModelException.Kind.REFUSED, e.kind());
      assertEquals(ModelException.Billed.YES, e.billed());
      assertTrue(e.usage().promptTokens() > 0 && e.usage().reported());
      assertFalse(e.getMessage().contains("xyzzy"), e.getMessage());
    }
  }

  @Test
  void aServerWithoutSchemasIsAskedMoreLooselyFromThenOn() throws Exception {
    asking.server.answering(
        call ->
            call.format().equals("json_schema")
                ? refused("'response_format.type' must be text or json_object")
                : FakeReply.ok("{\"text\":\"t\"}"));
    try (OpenAiModel model = asking.open()) {
      model.complete(Asking.REQUEST.schema(SCHEMA));
      assertEquals(2, asking.server.callCount());
      assertEquals(1, asking.server.billedCount());
      model.complete(Asking.REQUEST.schema(SCHEMA));
      assertEquals(3, asking.server.callCount());
      assertEquals("json_object", asking.server.calls().getLast().format());
    }
  }

  @Test
  void aSchemaThatIsRefusedLeavesOthersStrict() throws Exception {
    asking.server.script(refused("Invalid schema for response_format 'odd'"));
    try (OpenAiModel model = asking.open()) {
      model.complete(Asking.REQUEST.schema(new JsonSchema("odd", "{\"type\":\"odd\"}")));
      assertEquals("json_object", asking.server.calls().getLast().format());
      model.complete(Asking.REQUEST.schema(SCHEMA));
      assertEquals("json_schema", asking.server.calls().getLast().format());
    }
  }

  @Test
  void aServerWithoutJsonIsAskedInWordsOnly() throws Exception {
    asking.server.answering(
        call -> call.format().isEmpty() ? FakeReply.ok("{}") : refused("unknown response_format"));
    try (OpenAiModel model = asking.open()) {
      model.complete(Asking.REQUEST.schema(SCHEMA));
      assertEquals(
          List.of("json_schema", "json_object", ""),
          asking.server.calls().stream().map(call -> call.format()).toList());
    }
  }

  @Test
  void aRefusalOfAnythingElseChangesNothing() throws Exception {
    asking.server.script(refused("max_tokens is too large"), FakeReply.status(429));
    try (OpenAiModel model = asking.open()) {
      for (ModelException.Kind kind :
          List.of(ModelException.Kind.BAD_REQUEST, ModelException.Kind.RATE_LIMITED)) {
        ModelException e =
            assertThrows(ModelException.class, () -> model.complete(Asking.REQUEST.schema(SCHEMA)));
        assertEquals(kind, e.kind());
      }
      model.complete(Asking.REQUEST.schema(SCHEMA));
      assertEquals("json_schema", asking.server.calls().getLast().format());
    }
  }

  @Test
  void learnsTheNewNameOfTheMostTokens() throws Exception {
    asking.server.answering(
        call ->
            call.body().has("max_tokens")
                ? refused("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.")
                : FakeReply.ok("ok"));
    try (OpenAiModel model = asking.open()) {
      model.complete(Asking.REQUEST);
      model.complete(Asking.REQUEST);
      assertEquals(3, asking.server.callCount());
      assertEquals(16, lastBody().path("max_completion_tokens").asInt());
    }
  }

  @Test
  void takesAsManyCallsAtOnceAsThereAreThreads() throws Exception {
    int callers = 64;
    CountDownLatch all = new CountDownLatch(callers);
    asking.server.answering(
        call -> {
          all.countDown();
          try {
            all.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return FakeReply.ok("to " + call.question());
        });
    try (OpenAiModel model = asking.open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Completion>> answers =
          IntStream.range(0, callers)
              .mapToObj(i -> threads.submit(() -> model.complete(CompletionRequest.of("q" + i, 4))))
              .toList();
      for (int i = 0; i < callers; i++) {
        assertEquals("to q" + i, answers.get(i).get().text());
      }
    }
  }

  private static FakeReply refused(String message) {
    return FakeReply.status(400, Map.of(), FakeReply.error(message, "invalid_request_error", ""));
  }
}
