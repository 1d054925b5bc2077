package org.llmrec.llm.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.model.openai.OpenAiChatModel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.json.Json;
import org.llmrec.llm.Capability;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelContract;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.guard.GuardOptions;
import org.llmrec.llm.guard.GuardedModel;

/** One of langchain4j's own chat models behind the bridge, against a real server. */
class OpenAiChatModelTest extends LanguageModelContract {
  private static final CompletionRequest QUESTION = CompletionRequest.of("What is it about?", 20);

  private final FakeServer server =
      FakeServer.start()
          .answering(
              call ->
                  FakeReply.ok(
                      call.format().isEmpty()
                          ? "about: " + call.question()
                          : "{\"word\": \"terrifying\"}"));

  @AfterEach
  void close() {
    server.close();
  }

  private LangChain4jModel model(Duration timeout) {
    return LangChain4jModel.around(
        OpenAiChatModel.builder()
            .baseUrl(server.url())
            .apiKey("none")
            .modelName("m-1")
            .timeout(timeout)
            .maxRetries(0)
            .strictJsonSchema(true)
            .supportedCapabilities(
                dev.langchain4j.model.chat.Capability.RESPONSE_FORMAT_JSON_SCHEMA)
            .build(),
        "m-1");
  }

  @Override
  protected LanguageModel open() {
    return model(Duration.ofSeconds(60));
  }

  @Override
  protected Set<Capability> expected() {
    return Set.of(Capability.JSON_SCHEMA);
  }

  @Override
  protected OptionalLong calls() {
    return OptionalLong.of(server.callCount());
  }

  @Override
  protected Optional<String> expectedText(CompletionRequest request) {
    return Optional.of("about: " + request.messages().getLast().content());
  }

  @Override
  protected Optional<Hanging> hanging() {
    CountDownLatch asked = new CountDownLatch(1);
    server.answering(
        call -> {
          asked.countDown();
          return FakeReply.hang();
        });
    return Optional.of(new Hanging(open(), asked));
  }

  @Test
  void theSchemaArrivesAsItWasWritten() throws Exception {
    open().complete(schemaRequest());
    assertEquals(
        Json.mapper().readTree(schemaRequest().schema().orElseThrow().json()),
        server.calls().get(0).body().at("/response_format/json_schema/schema"));
    assertEquals(64, server.calls().get(0).body().path("max_tokens").asInt());
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST",
    "401, UNAUTHORISED",
    "403, FORBIDDEN",
    "404, NOT_FOUND",
    "408, REQUEST_TIMEOUT",
    "409, CONFLICT",
    "429, RATE_LIMITED",
    "500, SERVER",
    "503, SERVER"
  })
  void aStatusIsNotLostOnTheWay(int status, Kind kind) {
    server.script(
        FakeReply.status(
            status, Map.of(), FakeReply.error("What is it about?", "some_error", "some_code")));
    ModelException e = assertThrows(ModelException.class, () -> open().complete(QUESTION));
    assertEquals(kind, e.kind());
    assertEquals(1, server.callCount(), "its own retries are off");
    assertTrue(!e.getMessage().contains("about"), e.getMessage());
  }

  @Test
  void everythingElseThatGoesWrongHasAKind() {
    assertFails(FakeReply.garbage(), Kind.MALFORMED);
    assertFails(FakeReply.cut("half an answer"), Kind.MALFORMED);
    assertFails(FakeReply.close(), Kind.MALFORMED);
    server.answering(call -> FakeReply.hang());
    ModelException e =
        assertThrows(ModelException.class, () -> model(Duration.ofMillis(300)).complete(QUESTION));
    assertEquals(Kind.TIMEOUT, e.kind());
    server.close();
    assertEquals(
        Kind.CONNECT, assertThrows(ModelException.class, () -> open().complete(QUESTION)).kind());
  }

  private void assertFails(FakeReply reply, Kind kind) {
    server.script(reply);
    ModelException e =
        assertThrows(ModelException.class, () -> open().complete(QUESTION), reply::toString);
    assertEquals(kind, e.kind(), reply.toString());
    assertEquals(ModelException.Billed.UNKNOWN, e.billed());
  }

  @Test
  void theGuardTriesAgain() throws Exception {
    server.script(FakeReply.status(503), FakeReply.status(429));
    GuardOptions quick =
        new GuardOptions(
            5,
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofSeconds(1),
            1,
            5,
            0,
            0,
            0,
            Duration.ZERO);
    try (GuardedModel model = GuardedModel.around(open(), quick)) {
      assertEquals("about: What is it about?", model.complete(QUESTION).text());
      assertEquals(3, server.callCount());
    }
  }
}
