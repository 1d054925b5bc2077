package org.llmrec.llm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A chat completion that {@link FakeServer} was asked for.
 *
 * @param number 1 for the first call of the server, counted as they arrive
 * @param at when its body had arrived
 * @param authorization the header, empty where there was none
 * @param body what was sent
 */
public record FakeCall(long number, Instant at, String authorization, JsonNode body) {
  /** The last message of role user: what a call is billed under. */
  public String question() {
    String question = "";
    for (JsonNode message : body.path("messages")) {
      if (message.path("role").asText().equals("user")) {
        question = message.path("content").asText();
      }
    }
    return question;
  }

  /** All messages' texts, a line feed between them. */
  public String prompt() {
    StringBuilder all = new StringBuilder();
    body.path("messages").forEach(m -> all.append(m.path("content").asText()).append('\n'));
    return all.toString();
  }

  /** {@code json_schema}, {@code json_object}, or empty. */
  public String format() {
    return body.path("response_format").path("type").asText("");
  }
}
