package org.llmrec.llm.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.Message;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.ScoreRequest;

/**
 * What a recorded answer is filed under: the sha256 of everything that decides it, written as JSON
 * with its keys in this order. The deadline does not, and neither does a schema's name.
 */
final class RequestKey {
  private RequestKey() {}

  static String of(CompletionRequest request) {
    ObjectNode node = node("completion", request.messages());
    node.put("schema", request.schema().map(JsonSchema::json).orElse(null));
    Sampling sampling = request.sampling();
    ObjectNode drawn = node.putObject("sampling");
    drawn.put("temperature", sampling.temperature());
    drawn.put("topP", sampling.topP());
    drawn.put("maxTokens", sampling.maxTokens());
    drawn.put("seed", sampling.seed().isPresent() ? sampling.seed().getAsLong() : null);
    sampling.stop().forEach(drawn.putArray("stop")::add);
    return Hashes.sha256(Json.line(node));
  }

  static String of(ScoreRequest request) {
    ObjectNode node = node("scores", request.messages());
    request.answers().forEach(node.putArray("answers")::add);
    return Hashes.sha256(Json.line(node));
  }

  private static ObjectNode node(String what, List<Message> messages) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("what", what);
    ArrayNode array = node.putArray("messages");
    for (Message message : messages) {
      array.addObject().put("role", message.role().name()).put("content", message.content());
    }
    return node;
  }
}
