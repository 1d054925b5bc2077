package org.llmrec.llm.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.llmrec.core.json.Json;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Usage;
import org.llmrec.llm.batch.BatchCall;
import org.llmrec.llm.batch.BatchResult;

/** Writes the lines of a batch's file, and reads those of its results, one at a time. */
final class BatchLines {
  private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

  private final String model;
  private final int maxLine;
  private final Failures failures;
  private final Dialect dialect;

  BatchLines(String model, int maxLine, Failures failures, Dialect dialect) {
    this.model = model;
    this.maxLine = maxLine;
    this.failures = failures;
    this.dialect = dialect;
  }

  /** A call's line, with its end. */
  byte[] write(BatchCall call) {
    ObjectNode line =
        Json.mapper()
            .createObjectNode()
            .put("custom_id", call.id())
            .put("method", "POST")
            .put("url", "/v1/chat/completions");
    line.set("body", dialect.write(call.request(), dialect.form(call.request().schema())));
    return (Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** All calls' lines; gives back how many bytes they are. */
  long write(List<BatchCall> calls, Path file) throws IOException {
    long bytes = 0;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (BatchCall call : calls) {
        byte[] line = write(call);
        out.write(line);
        bytes += line.length;
      }
    }
    return bytes;
  }

  /**
   * Hands over a file's results. A line that is too long or no result fails its call, as far as it
   * shows whose it is; all others are handed over nevertheless.
   *
   * @param what the file is, for messages
   * @throws ModelException at the end, if there was a line that does not show whose it is
   */
  void read(Path file, String what, Consumer<BatchResult> each) throws IOException {
    long number = 0;
    long lost = 0;
    long firstLost = 0;
    try (LineReader lines = new LineReader(Files.newInputStream(file), maxLine)) {
      while (lines.next()) {
        number++;
        byte[] line = lines.line();
        if (line.length == 0) {
          continue;
        }
        Optional<BatchResult> result =
            lines.whole() ? whole(line) : named(line, failures.tooLarge(maxLine, stake()));
        if (result.isPresent()) {
          each.accept(result.get());
        } else if (lost++ == 0) {
          firstLost = number;
        }
      }
    }
    if (lost > 0) {
      throw failures.malformed(
          "results in the batch's " + what,
          lost + " lines without a call's id, the first in line " + firstLost,
          stake());
    }
  }

  private static Stake stake() {
    return new Stake(true, Usage.NONE, List.of());
  }

  private Optional<BatchResult> whole(byte[] line) {
    JsonNode root = null;
    try {
      root = Json.mapper().readTree(line);
    } catch (IOException e) {
      return named(line, failures.malformed("JSON in a line of results", "none", stake()));
    }
    String id = root.path("custom_id").asText("");
    if (id.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(result(id, root));
    } catch (ModelException e) {
      return Optional.of(new BatchResult.Failed(id, e));
    }
  }

  private BatchResult result(String id, JsonNode root) {
    JsonNode response = root.path("response");
    if (!response.isObject()) {
      throw undone(root);
    }
    int status = response.path("status_code").asInt();
    JsonNode body = response.path("body");
    if (status != 200) {
      throw failures.status(status, NO_HEADERS, failures.said(body, List.of()), Stake.NOTHING);
    }
    ChatAnswer answer = ChatAnswer.read(body, model, failures, stake());
    return new BatchResult.Answered(id, answer.completion(Duration.ZERO));
  }

  private ModelException undone(JsonNode root) {
    ServerMessage said = failures.said(root, List.of());
    return said.names("batch_expired", "batch_cancelled")
        ? failures.deadline(Stake.NOTHING)
        : failures.status(500, NO_HEADERS, said, Stake.NOTHING);
  }

  /** A failure under the id that the beginning of a line shows, if it does. */
  private static Optional<BatchResult> named(byte[] line, ModelException failure) {
    try (JsonParser parser = Json.mapper().createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean id = parser.currentName().equals("custom_id");
        if (parser.nextToken() == JsonToken.VALUE_STRING && id) {
          return Optional.of(new BatchResult.Failed(parser.getText(), failure));
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      // Damaged before the id came.
    }
    return Optional.empty();
  }
}
