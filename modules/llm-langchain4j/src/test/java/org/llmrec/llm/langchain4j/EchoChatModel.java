package org.llmrec.llm.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A chat model as somebody might write one: says what it was asked. */
public class EchoChatModel implements ChatModel, AutoCloseable {
  /** Names it, as a configuration does. */
  public static class Factory implements Supplier<ChatModel> {
    @Override
    public ChatModel get() {
      return new EchoChatModel();
    }
  }

  final AtomicLong calls = new AtomicLong();
  volatile ChatRequest last;
  final AtomicLong closed = new AtomicLong();

  @Override
  public ChatResponse doChat(ChatRequest request) {
    calls.incrementAndGet();
    last = request;
    String question = "";
    for (ChatMessage message : request.messages()) {
      if (message instanceof UserMessage user) {
        question = user.singleText();
      }
    }
    String text =
        request.responseFormat() == null ? "about: " + question : "{\"word\": \"terrifying\"}";
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(text))
        .modelName("echo-1-exact")
        .tokenUsage(new TokenUsage(question.length(), text.length()))
        .finishReason(FinishReason.STOP)
        .build();
  }

  @Override
  public ChatRequestParameters defaultRequestParameters() {
    return ChatRequestParameters.builder().modelName("echo-1").build();
  }

  @Override
  public Set<Capability> supportedCapabilities() {
    return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }
}
