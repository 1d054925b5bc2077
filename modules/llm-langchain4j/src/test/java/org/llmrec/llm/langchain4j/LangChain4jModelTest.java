package org.llmrec.llm.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.Capability;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelContract;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;

/** A hand-written chat model behind the bridge. */
class LangChain4jModelTest extends LanguageModelContract {
  private final EchoChatModel echo = new EchoChatModel();

  @Override
  protected LanguageModel open() {
    return LangChain4jModel.around(echo, "echo-1");
  }

  @Override
  protected Set<Capability> expected() {
    return Set.of(Capability.JSON_SCHEMA);
  }

  @Override
  protected OptionalLong calls() {
    return OptionalLong.of(echo.calls.get());
  }

  @Override
  protected Optional<String> expectedText(CompletionRequest request) {
    return Optional.of("about: " + request.messages().getLast().content());
  }

  @Override
  protected Optional<Hanging> hanging() {
    CountDownLatch asked = new CountDownLatch(1);
    ChatModel chat =
        answering(
            request -> {
              asked.countDown();
              // Like a client that does not know interrupts.
              while (true) {
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    return Optional.of(new Hanging(LangChain4jModel.around(chat, "hanging-1"), asked));
  }

  private interface Answering {
    ChatResponse to(ChatRequest request);
  }

  private static ChatModel answering(Answering answering) {
    return new ChatModel() {
      @Override
      public ChatResponse doChat(ChatRequest request) {
        return answering.to(request);
      }
    };
  }

  @Test
  void handsEverythingOver() throws Exception {
    CompletionRequest request =
        new CompletionRequest(
            List.of(
                Message.system("Be brief."),
                Message.user("Why?"),
                Message.assistant("So."),
                Message.user("Why not?")),
            schemaRequest().schema(),
            new Sampling(0.5, 0.25, 17, OptionalLong.empty(), List.of("END")),
            schemaRequest().deadline());
    open().complete(request);
    ChatRequest sent = echo.last;
    assertEquals(
        List.of(
            SystemMessage.from("Be brief."),
            UserMessage.from("Why?"),
            AiMessage.from("So."),
            UserMessage.from("Why not?")),
        sent.messages());
    assertEquals(0.5, sent.temperature());
    assertEquals(0.25, sent.topP());
    assertEquals(17, sent.maxOutputTokens());
    assertEquals(List.of("END"), sent.stopSequences());
    assertEquals("one_word", sent.responseFormat().jsonSchema().name());
    assertEquals(
        JsonRawSchema.from(request.schema().orElseThrow().json()),
        sent.responseFormat().jsonSchema().rootElement());
  }

  @Test
  void leavesOutWhatChangesNothing() throws Exception {
    open().complete(CompletionRequest.of("Why?", 5));
    assertNull(echo.last.topP());
    assertTrue(echo.last.stopSequences().isEmpty());
    assertNull(echo.last.responseFormat());
    assertEquals(0.0, echo.last.temperature());
  }

  @Test
  void blankTurnsAreNoError() throws Exception {
    open()
        .complete(
            new CompletionRequest(
                List.of(Message.system(" "), Message.assistant(""), Message.user("Why?")),
                Optional.empty(),
                Sampling.greedy(5),
                schemaRequest().deadline()));
    assertEquals(List.of(AiMessage.from(""), UserMessage.from("Why?")), echo.last.messages());
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, STOP",
    "LENGTH, LENGTH",
    "CONTENT_FILTER, CONTENT_FILTER",
    "TOOL_EXECUTION, OTHER",
    "OTHER, OTHER"
  })
  void translatesWhyItEnded(dev.langchain4j.model.output.FinishReason theirs, FinishReason ours)
      throws Exception {
    assertEquals(
        ours,
        complete(ChatResponse.builder().aiMessage(AiMessage.from("So.")).finishReason(theirs))
            .finish());
  }

  @Test
  void fillsInWhatAChatModelDoesNotTell() throws Exception {
    Completion answer = complete(ChatResponse.builder().aiMessage(AiMessage.from("So.")));
    assertEquals(FinishReason.OTHER, answer.finish());
    assertEquals("bare-1", answer.model());
    assertEquals(
        new Usage(TokenEstimate.of(List.of(Message.user("Why?"))), 1, false), answer.usage());
    Usage half =
        complete(
                ChatResponse.builder()
                    .aiMessage(AiMessage.from("So."))
                    .tokenUsage(new TokenUsage(7)))
            .usage();
    assertEquals(false, half.reported());
  }

  private static Completion complete(ChatResponse.Builder response) throws InterruptedException {
    return LangChain4jModel.around(answering(request -> response.build()), "bare-1")
        .complete(CompletionRequest.of("Why?", 5));
  }

  @Test
  void noResponseIsAFailure() {
    ModelException e =
        assertThrows(
            ModelException.class,
            () ->
                LangChain4jModel.around(answering(request -> null), "bare-1")
                    .complete(CompletionRequest.of("Why?", 5)));
    assertEquals(ModelException.Kind.MALFORMED, e.kind());
  }

  @Test
  void declaresWhatTheCallerKnowsAndNothingImpossible() {
    ChatModel bare = answering(request -> null);
    assertEquals(Set.of(), LangChain4jModel.around(bare, "bare-1").info().capabilities());
    assertEquals(
        Set.of(Capability.JSON_SCHEMA),
        LangChain4jModel.around(bare, "bare-1", Set.of(Capability.JSON_SCHEMA))
            .info()
            .capabilities());
    assertThrows(
        ConfigException.class,
        () -> LangChain4jModel.around(bare, "bare-1", Set.of(Capability.SEED)));
  }

  @Test
  void closesAChatModelThatCanBeClosed() {
    open().close();
    assertEquals(1, echo.closed.get());
  }
}
