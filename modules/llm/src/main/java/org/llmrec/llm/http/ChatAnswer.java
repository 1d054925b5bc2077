package org.llmrec.llm.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import org.llmrec.llm.Completion;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;

/**
 * A chat completion as a server wrote it. Fields that are not needed are passed over, among them
 * what reasoning models thought.
 *
 * @param choice the first one
 * @param text what the model wrote
 * @param usage reported, or else estimated
 * @param model what the server says answered, or else what was asked
 */
record ChatAnswer(JsonNode choice, String text, Usage usage, String model) {

  /**
   * Reads it.
   *
   * @throws org.llmrec.llm.ModelException if there is no answer in it, or a refusal
   */
  static ChatAnswer read(JsonNode root, String asked, Failures failures, Stake stake) {
    JsonNode choice = root.path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      if (root.path("error").isObject()) {
        throw failed(root, failures, stake);
      }
      throw failures.malformed("a choice with a message", "none", stake);
    }
    String text = text(message.path("content"));
    String model = root.path("model").asText("");
    ChatAnswer answer =
        new ChatAnswer(
            choice, text, usage(root.path("usage"), text, stake), model.isBlank() ? asked : model);
    boolean refusal = !message.path("refusal").asText("").isBlank();
    if (refusal || answer.finish() == FinishReason.CONTENT_FILTER) {
      throw failures.useless(
          Kind.REFUSED,
          refusal
              ? "the model refused to answer this request"
              : "the server's content filter held the answer back",
          answer.usage());
    }
    return answer;
  }

  /** Some gateways report a failure with status 200. */
  private static RuntimeException failed(JsonNode root, Failures failures, Stake stake) {
    int code = root.path("error").path("code").asInt(500);
    return failures.status(
        code >= 400 && code < 600 ? code : 500,
        HttpHeaders.of(Map.of(), (name, value) -> true),
        failures.said(root, stake.request()),
        stake);
  }

  Completion completion(Duration time) {
    return new Completion(text, finish(), usage, time, model);
  }

  private FinishReason finish() {
    return switch (choice.path("finish_reason").asText("")) {
      case "stop", "stop_sequence", "end_turn", "eos", "eos_token" -> FinishReason.STOP;
      case "length", "max_tokens", "model_length" -> FinishReason.LENGTH;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  /** A text, or parts of which some are texts, or null. */
  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.textValue() : "";
    }
    StringBuilder all = new StringBuilder();
    for (JsonNode part : content) {
      if (part.path("type").asText("").equals("text")) {
        all.append(part.path("text").asText(""));
      }
    }
    return all.toString();
  }

  private static Usage usage(JsonNode usage, String text, Stake stake) {
    JsonNode prompt = usage.path("prompt_tokens");
    JsonNode completion = usage.path("completion_tokens");
    if (isCount(prompt) && isCount(completion)) {
      return new Usage(prompt.longValue(), completion.longValue(), true);
    }
    return new Usage(stake.usage().promptTokens(), TokenEstimate.of(text), false);
  }

  private static boolean isCount(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
  }
}
