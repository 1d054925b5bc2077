package org.llmrec.llm.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.llmrec.core.json.Json;
import org.llmrec.llm.Message;

/**
 * What a server says about a failure, made fit to be shown: control and bidi characters out, the
 * key out, cut where it begins to repeat the request, and at 200 characters.
 *
 * @param text the whole message, for our own reading only; may be empty
 * @param code OpenAI's error code or type, such as {@code insufficient_quota}; may be empty
 * @param shown fit to be shown; may be empty
 */
record ServerMessage(String text, String code, String shown) {
  private static final int SHOWN = 200;

  /** So many characters of a prompt in a row are taken for an echo. */
  private static final int ECHO = 20;

  private static final Pattern UNSEEN =
      Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  /** Reads an error's body, which may be anything. */
  static ServerMessage read(byte[] body, ApiKey key, List<Message> request) {
    return read(tree(body), key, request);
  }

  /** Reads an error's JSON. */
  static ServerMessage read(JsonNode root, ApiKey key, List<Message> request) {
    JsonNode error = root.path("error");
    String text = first(error.path("message"), error, root.path("message"), detail(root));
    String code = first(error.path("code"), error.path("type"), root.path("code"));
    String type = first(error.path("type"), MissingNode.getInstance());
    return new ServerMessage(
        text, code.equals(type) ? code : code + " " + type, show(text, key, request));
  }

  /** What may be shown of a text. */
  static String show(String text, ApiKey key, List<Message> request) {
    String clean = key.redact(UNSEEN.matcher(text).replaceAll(" ").strip());
    String cut = clean.length() > SHOWN ? clean.substring(0, SHOWN) + "…" : clean;
    for (int i = 0; i + ECHO <= cut.length(); i++) {
      String run = cut.substring(i, i + ECHO);
      if (request.stream().anyMatch(message -> message.content().contains(run))) {
        return cut.substring(0, i) + "… (it goes on with the request)";
      }
    }
    return cut;
  }

  /** Whether message or code hold one of these, in lower case. */
  boolean names(String... words) {
    String all = (text + " " + code).toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (all.contains(word)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode tree(byte[] body) {
    try {
      JsonNode tree = Json.mapper().readTree(new String(body, StandardCharsets.UTF_8));
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      // A proxy's page, or a cut body: its words would help nobody.
      return MissingNode.getInstance();
    }
  }

  /** FastAPI's (vLLM's): a text, or a list of complaints of which the first says enough. */
  private static JsonNode detail(JsonNode root) {
    JsonNode detail = root.path("detail");
    return detail.isArray() ? detail.path(0).path("msg") : detail;
  }

  private static String first(JsonNode... nodes) {
    for (JsonNode node : nodes) {
      if (node.isTextual() || node.isIntegralNumber()) {
        return node.asText();
      }
    }
    return "";
  }
}
