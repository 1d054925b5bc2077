package org.llmrec.llm.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.Message;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;

/** Our requests in langchain4j's words, and its responses in ours. */
final class Translation {
  private Translation() {}

  static ChatRequest request(CompletionRequest request) {
    Sampling sampling = request.sampling();
    ChatRequest.Builder builder =
        ChatRequest.builder()
            .messages(
                request.messages().stream()
                    .filter(Translation::saysSomething)
                    .map(Translation::message)
                    .toList())
            .temperature(sampling.temperature())
            .maxOutputTokens(sampling.maxTokens());
    // All probability is what everybody means without it, and some providers refuse it beside a
    // temperature.
    if (sampling.topP() < 1) {
      builder.topP(sampling.topP());
    }
    if (!sampling.stop().isEmpty()) {
      builder.stopSequences(sampling.stop());
    }
    request.schema().map(Translation::format).ifPresent(builder::responseFormat);
    return builder.build();
  }

  static Completion completion(
      CompletionRequest request, ChatResponse response, Duration time, String id) {
    String text = response.aiMessage().text() == null ? "" : response.aiMessage().text();
    String model = response.modelName();
    return new Completion(
        text,
        finish(response.finishReason()),
        usage(request, response.tokenUsage(), text),
        time,
        model == null || model.isBlank() ? id : model);
  }

  /** A system message without a rule is refused by langchain4j, and is as good as none. */
  private static boolean saysSomething(Message message) {
    return message.role() != Message.Role.SYSTEM || !message.content().isBlank();
  }

  private static ChatMessage message(Message message) {
    return switch (message.role()) {
      case SYSTEM -> SystemMessage.from(message.content());
      case USER -> UserMessage.from(message.content());
      case ASSISTANT -> AiMessage.from(message.content());
    };
  }

  private static ResponseFormat format(JsonSchema schema) {
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(
            dev.langchain4j.model.chat.request.json.JsonSchema.builder()
                .name(schema.name())
                .rootElement(JsonRawSchema.from(schema.json()))
                .build())
        .build();
  }

  private static FinishReason finish(dev.langchain4j.model.output.FinishReason reason) {
    if (reason == null) {
      return FinishReason.OTHER;
    }
    return switch (reason) {
      case STOP -> FinishReason.STOP;
      case LENGTH -> FinishReason.LENGTH;
      case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
      case TOOL_EXECUTION, OTHER -> FinishReason.OTHER;
    };
  }

  private static Usage usage(CompletionRequest request, TokenUsage usage, String text) {
    if (usage == null || usage.inputTokenCount() == null || usage.outputTokenCount() == null) {
      return new Usage(TokenEstimate.of(request.messages()), TokenEstimate.of(text), false);
    }
    return new Usage(usage.inputTokenCount(), usage.outputTokenCount(), true);
  }
}
