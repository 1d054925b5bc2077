package org.llmrec.llm.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.llmrec.core.json.Json;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.Message;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.ScoreRequest;

/**
 * Writes requests the way this server takes them, which is learnt from its refusals and remembered:
 * a refused request costs nothing, and the next call does not repeat it. Thread-safe.
 */
final class Dialect {
  private static final System.Logger LOG = System.getLogger(Dialect.class.getName());

  /** The most alternatives that OpenAI shows. */
  private static final int TOP = 20;

  private static final String LIMIT = "max_tokens";
  private static final String NEW_LIMIT = "max_completion_tokens";

  /**
   * How requests are written.
   *
   * @param format how JSON is asked for
   * @param limit what the most tokens are called; OpenAI's reasoning models want another name
   */
  record Form(ResponseFormat format, String limit) {}

  /** More schemas than anybody has; beyond, what was learnt is forgotten. */
  private static final int MOST_SCHEMAS = 1000;

  private final String model;
  private final Map<String, ResponseFormat> formats = new ConcurrentHashMap<>();
  private volatile String limit = LIMIT;

  Dialect(String model) {
    this.model = model;
  }

  /** The form of the next request. */
  Form form(Optional<JsonSchema> schema) {
    return new Form(
        schema
            .map(s -> formats.getOrDefault(s.json(), ResponseFormat.JSON_SCHEMA))
            .orElse(ResponseFormat.NONE),
        limit);
  }

  /**
   * Learns from a refusal. What is learnt of a schema holds for that schema alone: the server may
   * lack schemas altogether, or just not like this one.
   *
   * @param asked the form of the refused request
   * @return whether the request should be sent again in the form of now
   */
  boolean learn(Form asked, Optional<JsonSchema> schema, int status, ServerMessage said) {
    if (status != 400 && status != 422 && status != 501) {
      return false;
    }
    if (asked.limit().equals(LIMIT) && said.names(NEW_LIMIT)) {
      limit = NEW_LIMIT;
      return true;
    }
    if (asked.format() == ResponseFormat.NONE
        || !said.names("response_format", "json_object", "grammar", "schema")) {
      return false;
    }
    ResponseFormat looser = asked.format().looser();
    if (formats.size() >= MOST_SCHEMAS) {
      formats.clear();
    }
    // Another call may have come further meanwhile.
    formats.merge(schema.orElseThrow().json(), looser, (a, b) -> a.compareTo(b) > 0 ? a : b);
    LOG.log(
        System.Logger.Level.INFO,
        "{0}: the server does not take {1} for the schema {2}; it gets {3} from now on",
        model,
        asked.format(),
        schema.get().name(),
        looser);
    return true;
  }

  /** A completion's request. */
  ObjectNode write(CompletionRequest request, Form as) {
    Sampling sampling = request.sampling();
    ObjectNode body = messages(request.messages());
    body.put("temperature", sampling.temperature());
    // 1 is the default, and models that take no other refuse to be told.
    if (sampling.topP() < 1) {
      body.put("top_p", sampling.topP());
    }
    body.put(as.limit(), sampling.maxTokens());
    OptionalLong seed = sampling.seed();
    if (seed.isPresent()) {
      body.put("seed", seed.getAsLong());
    }
    if (!sampling.stop().isEmpty()) {
      ArrayNode stop = body.putArray("stop");
      sampling.stop().forEach(stop::add);
    }
    request.schema().ifPresent(schema -> as.format().addTo(body, schema));
    return body;
  }

  /**
   * A score's request. The temperature is 1, so that servers that apply it before they show
   * probabilities show the model's own.
   */
  ObjectNode write(ScoreRequest request, Form as) {
    return messages(request.messages())
        .put("temperature", 1)
        .put(as.limit(), 1)
        .put("logprobs", true)
        .put("top_logprobs", TOP);
  }

  private ObjectNode messages(List<Message> messages) {
    ObjectNode body = Json.mapper().createObjectNode().put("model", model);
    ArrayNode array = body.putArray("messages");
    for (Message message : messages) {
      array
          .addObject()
          .put("role", message.role().name().toLowerCase(Locale.ROOT))
          .put("content", message.content());
    }
    return body;
  }
}
