package org.llmrec.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.llmrec.core.json.Json;

/** OpenAI's JSON. */
final class FakeJson {
  private FakeJson() {}

  /** A chat completion, with a field or two that nobody has heard of. */
  static ObjectNode completion(FakeCall call, FakeReply.Answer answer) {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("id", "chatcmpl-" + call.number());
    root.put("object", "chat.completion");
    root.put("created", call.at().getEpochSecond());
    root.put("model", FakeServer.MODEL);
    root.putObject("field_of_tomorrow").put("a", 1);
    ObjectNode choice = root.putArray("choices").addObject();
    choice.put("index", 0);
    ObjectNode message = choice.putObject("message");
    message.put("role", "assistant");
    message.put("content", answer.text());
    if (!answer.refusal().isEmpty()) {
      message.put("refusal", answer.refusal());
    }
    choice.put("finish_reason", answer.finish());
    if (call.body().path("logprobs").asBoolean() && !answer.top().isEmpty()) {
      logprobs(choice, answer);
    }
    if (answer.usage()) {
      long prompt = FakeServer.promptTokens(call);
      long completion = TokenEstimate.of(answer.text());
      root.putObject("usage")
          .put("prompt_tokens", prompt)
          .put("completion_tokens", completion)
          .put("total_tokens", prompt + completion);
    }
    return root;
  }

  private static void logprobs(ObjectNode choice, FakeReply.Answer answer) {
    ObjectNode first = choice.putObject("logprobs").putArray("content").addObject();
    Map.Entry<String, Double> best =
        answer.top().entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    first.put("token", best.getKey()).put("logprob", best.getValue());
    ArrayNode top = first.putArray("top_logprobs");
    answer.top().forEach((token, p) -> top.addObject().put("token", token).put("logprob", p));
  }
}
