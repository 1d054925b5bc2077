package org.llmrec.llm.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.llmrec.core.json.Json;
import org.llmrec.llm.CompletionRequest;
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

  /**
   * How requests are written.
   *
   * @param format how JSON is asked for
   * @param limit what the most tokens are called; OpenAI's reasoning models want another name
   */
  record Form(ResponseFormat format, String limit) {}

  private final String model;
  private final AtomicReference<Form> form =
      new AtomicReference<>(new Form(ResponseFormat.JSON_SCHEMA, "max_tokens"));

  Dialect(String model) {
    this.model = model;
  }

  /** The form of the next request. */
  Form form() {
    return form.get();
  }

  /**
   * Learns from a refusal.
   *
   * @param asked the form of the refused request
   * @return whether the request should be sent again in the form of now
   */
  boolean learn(Form asked, boolean withSchema, int status, ServerMessage said) {
    Form better = better(asked, withSchema, status, said);
    if (better.equals(asked)) {
      return false;
    }
    // Others may have learnt it meanwhile; then their form is tried.
    if (form.compareAndSet(asked, better)) {
      LOG.log(
          System.Logger.Level.INFO,
          "{0}: the server does not take {1}, asking with {2} from now on",
          model,
          asked,
          better);
    }
    return true;
  }

  private static Form better(Form asked, boolean withSchema, int status, ServerMessage said) {
    boolean refused = status == 400 || status == 422 || status == 501;
    if (refused && asked.limit().equals("max_tokens") && said.names("max_completion_tokens")) {
      return new Form(asked.format(), "max_completion_tokens");
    }
    if (refused
        && withSchema
        && asked.format() != ResponseFormat.NONE
        && said.names("response_format", "json_schema", "json_object", "grammar", "schema")) {
      return new Form(asked.format().looser(), asked.limit());
    }
    return asked;
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
    Optional.of(as.format())
        .filter(format -> request.schema().isPresent())
        .ifPresent(format -> format.addTo(body, request.schema().get()));
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
