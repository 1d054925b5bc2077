package org.llmrec.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.llmrec.core.json.Json;
import org.llmrec.core.json.JsonLines;

/**
 * Answers questions about the books of our sample with what a model once wrote about them, in the
 * form that the schema of a call asks for. Thread-safe.
 */
public final class Librarian implements FakeServer.Answering {
  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private final Map<String, String> texts = new ConcurrentHashMap<>();

  /** A file of the sample; needs the property llmrec.root. */
  public static Path sample(String file) {
    return Path.of(System.getProperty("llmrec.root"), "data", "sample", file);
  }

  /** Who has read it. */
  public static Librarian ofTheSample() throws IOException {
    Librarian librarian = new Librarian();
    try (Stream<JsonNode> books =
            JsonLines.stream(sample("catalogue.jsonl"), JsonNode.class, "a book", "-");
        Stream<JsonNode> answers =
            JsonLines.stream(sample("answers.jsonl"), JsonNode.class, "an answer", "-")) {
      books.forEach(
          book -> librarian.ids.put(book.path("title").asText(), book.path("id").asText()));
      answers.forEach(
          answer ->
              librarian.say(
                  answer.path("item").asText(),
                  answer.path("prompt").asText(),
                  answer.path("answer").asText()));
    }
    return librarian;
  }

  /** What is answered to a prompt about a book. */
  public String text(String item, String prompt) {
    return texts.get(item + " " + prompt);
  }

  /** From now on answers that. */
  public Librarian say(String item, String prompt, String text) {
    texts.put(item + " " + prompt, text);
    return this;
  }

  @Override
  public FakeReply reply(FakeCall call) {
    JsonNode schema = call.body().at("/response_format/json_schema");
    String item = ids.getOrDefault(title(call.prompt()), "");
    ObjectNode answer = Json.mapper().createObjectNode();
    for (Map.Entry<String, JsonNode> field : schema.at("/schema/properties").properties()) {
      boolean pack = schema.path("name").asText().equals("pack");
      String prompt = pack ? field.getKey() : schema.path("name").asText();
      String text = texts.get(item + " " + prompt);
      if (text == null) {
        return FakeReply.ok("I do not know that book.");
      }
      if (field.getValue().path("type").asText().equals("array")) {
        List.of(text.split(", ")).forEach(answer.putArray(field.getKey())::add);
      } else {
        answer.put(field.getKey(), text);
      }
    }
    return FakeReply.ok(answer.toString());
  }

  /** The title in the item's JSON: the first line that is an object with one. */
  private static String title(String messages) {
    for (String line : messages.lines().toList()) {
      if (line.startsWith("{\"title\"")) {
        try {
          return Json.mapper().readTree(line).path("title").asText();
        } catch (IOException e) {
          throw new UncheckedIOException(line, e);
        }
      }
    }
    throw new IllegalStateException("no item in: " + messages);
  }
}
