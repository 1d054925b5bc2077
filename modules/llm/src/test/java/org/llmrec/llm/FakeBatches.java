package org.llmrec.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.llmrec.core.json.Json;

/**
 * Files and batches of {@link FakeServer}, in memory. A batch is worked off, and billed, by the
 * status poll that finds it done: by default the second one. Each of its calls gets the reply that
 * the server's script or {@link FakeServer.Answering} has for it: an answer goes to the output
 * file, anything else to the error file. Thread-safe.
 */
public final class FakeBatches {
  private static final int PAGE = 2;

  private final FakeServer server;
  private final Map<String, String> files = new LinkedHashMap<>();
  private final Map<String, Batch> batches = new LinkedHashMap<>();
  private final List<FakeReply> failures = new ArrayList<>();
  private int polls = 1;
  private int answeredBeforeExpiry = -1;
  private String refusal = "";
  private int lost;
  private long ids;

  FakeBatches(FakeServer server) {
    this.server = server;
  }

  /** A batch shows as in progress for so many polls. */
  public synchronized FakeBatches runningFor(int value) {
    polls = value;
    return this;
  }

  /** Batches expire with so many calls answered. */
  public synchronized FakeBatches expireAfter(int answered) {
    answeredBeforeExpiry = answered;
    return this;
  }

  /** Batches fail the check of their file, with this message. */
  public synchronized FakeBatches refuse(String message) {
    refusal = message;
    return this;
  }

  /** The next requests to any path of files and batches are answered by status. */
  public synchronized FakeBatches fail(FakeReply... statuses) {
    failures.addAll(List.of(statuses));
    return this;
  }

  /** The next so many batches are created, and the connection is closed without saying so. */
  public synchronized FakeBatches loseCreations(int count) {
    lost = count;
    return this;
  }

  /** How many batches were created. */
  public synchronized int created() {
    return batches.size();
  }

  /** Uploaded and result files, by id. */
  public synchronized Map<String, String> stored() {
    return new LinkedHashMap<>(files);
  }

  private static final class Batch {
    String id;
    String input;
    JsonNode metadata;
    String status = "validating";
    String message = "";
    String output;
    String errors;
    int polled;
    int total;
    int answered;
    int failed;
  }

  synchronized void files(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (failed(exchange)) {
      return;
    }
    String path = exchange.getRequestURI().getPath().substring("/v1/files".length());
    if (exchange.getRequestMethod().equals("POST") && path.isEmpty()) {
      String id = "file-" + ++ids;
      files.put(id, filePart(exchange, new String(body, StandardCharsets.UTF_8)));
      FakeServer.send(exchange, 200, Json.line(Map.of("id", id, "object", "file")));
      return;
    }
    String[] parts = path.split("/", -1);
    String content = parts.length == 3 ? files.get(parts[1]) : null;
    if (content == null || !parts[2].equals("content")) {
      FakeServer.send(exchange, 404, FakeReply.error("no such file", "not_found", ""));
    } else {
      FakeServer.send(exchange, 200, content);
    }
  }

  synchronized void batches(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (failed(exchange)) {
      return;
    }
    String path = exchange.getRequestURI().getPath().substring("/v1/batches".length());
    if (path.isEmpty()) {
      if (exchange.getRequestMethod().equals("POST")) {
        create(exchange, Json.mapper().readTree(body));
      } else {
        list(exchange);
      }
      return;
    }
    String[] parts = path.split("/", -1);
    Batch batch = batches.get(parts[1]);
    if (batch == null) {
      FakeServer.send(exchange, 404, FakeReply.error("no such batch", "not_found", ""));
      return;
    }
    if (parts.length == 3 && parts[2].equals("cancel")) {
      batch.status = "cancelling";
    } else {
      advance(batch);
    }
    FakeServer.send(exchange, 200, Json.line(json(batch)));
  }

  private boolean failed(HttpExchange exchange) throws IOException {
    if (failures.isEmpty()) {
      return false;
    }
    if (failures.removeFirst() instanceof FakeReply.Status status) {
      status.headers().forEach(exchange.getResponseHeaders()::add);
      FakeServer.send(exchange, status.code(), status.body());
    }
    // Anything but a status closes the connection.
    return true;
  }

  private void create(HttpExchange exchange, JsonNode request) throws IOException {
    Batch batch = new Batch();
    batch.input = request.path("input_file_id").asText();
    batch.metadata = request.path("metadata");
    if (!files.containsKey(batch.input)
        || !request.path("endpoint").asText().equals("/v1/chat/completions")
        || !request.path("completion_window").asText().equals("24h")) {
      FakeServer.send(exchange, 400, FakeReply.error("bad batch", "invalid_request_error", ""));
      return;
    }
    batch.id = "batch-" + ++ids;
    batch.total = (int) files.get(batch.input).lines().count();
    batches.put(batch.id, batch);
    if (lost > 0) {
      lost--;
      return;
    }
    FakeServer.send(exchange, 200, Json.line(json(batch)));
  }

  /** The newest first, two a page whatever was asked for, as a server may. */
  private void list(HttpExchange exchange) throws IOException {
    List<Batch> newest = new ArrayList<>(batches.values()).reversed();
    String query = exchange.getRequestURI().getQuery();
    int from = 0;
    if (query != null && query.contains("after=")) {
      String after = query.replaceAll(".*after=([^&]*).*", "$1");
      while (from < newest.size() && !newest.get(from).id.equals(after)) {
        from++;
      }
      from++;
    }
    int to = Math.min(newest.size(), from + PAGE);
    ObjectNode page = Json.mapper().createObjectNode().put("object", "list");
    var data = page.putArray("data");
    newest.subList(Math.min(from, to), to).forEach(batch -> data.add(json(batch)));
    page.put("has_more", to < newest.size());
    if (!data.isEmpty()) {
      page.put("last_id", data.get(data.size() - 1).path("id").asText());
    }
    FakeServer.send(exchange, 200, Json.line(page));
  }

  private void advance(Batch batch) throws JsonProcessingException {
    if (batch.status.equals("cancelling")) {
      work(batch, 0);
      batch.status = "cancelled";
    } else if (batch.status.equals("validating") || batch.status.equals("in_progress")) {
      if (!refusal.isEmpty()) {
        batch.status = "failed";
        batch.message = refusal;
      } else if (batch.polled++ < polls) {
        batch.status = "in_progress";
      } else {
        boolean expires = answeredBeforeExpiry >= 0;
        work(batch, expires ? answeredBeforeExpiry : Integer.MAX_VALUE);
        batch.status = expires ? "expired" : "completed";
      }
    }
  }

  private void work(Batch batch, int limit) throws JsonProcessingException {
    StringBuilder output = new StringBuilder();
    StringBuilder errors = new StringBuilder();
    for (String line : files.get(batch.input).lines().toList()) {
      JsonNode asked = Json.mapper().readTree(line);
      ObjectNode result = Json.mapper().createObjectNode();
      result.put("id", "batch_req_" + ++ids);
      result.put("custom_id", asked.path("custom_id").asText());
      FakeCall call = new FakeCall(ids, Instant.now(), "", asked.path("body"));
      if (batch.answered + batch.failed >= limit) {
        result.putNull("response");
        result.putObject("error").put("code", "batch_expired").put("message", "not done in time");
        errors.append(Json.line(result)).append('\n');
        continue;
      }
      switch (server.decide(call)) {
        case FakeReply.Answer answer -> {
          server.bill(call, answer.text());
          ObjectNode response = result.putObject("response").put("status_code", 200);
          response.set("body", FakeJson.completion(call, answer));
          result.putNull("error");
          output.append(Json.line(result)).append('\n');
          batch.answered++;
        }
        case FakeReply.Status status -> {
          ObjectNode response = result.putObject("response").put("status_code", status.code());
          response.set("body", Json.mapper().readTree(status.body()));
          result.putNull("error");
          errors.append(Json.line(result)).append('\n');
          batch.failed++;
        }
        case FakeReply other -> throw new IllegalStateException("not in a batch: " + other);
      }
    }
    batch.output = store(output);
    batch.errors = store(errors);
  }

  private String store(StringBuilder lines) {
    if (lines.isEmpty()) {
      return null;
    }
    String id = "file-" + ++ids;
    files.put(id, lines.toString());
    return id;
  }

  private static ObjectNode json(Batch batch) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("id", batch.id).put("object", "batch").put("status", batch.status);
    json.put("input_file_id", batch.input);
    json.put("output_file_id", batch.output).put("error_file_id", batch.errors);
    json.set("metadata", batch.metadata);
    json.putObject("request_counts")
        .put("total", batch.total)
        .put("completed", batch.answered)
        .put("failed", batch.failed);
    if (!batch.message.isEmpty()) {
      json.putObject("errors").putArray("data").addObject().put("message", batch.message);
    }
    return json;
  }

  /** The content of the part called file. */
  private static String filePart(HttpExchange exchange, String body) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String boundary = "--" + type.replaceAll(".*boundary=\"?([^\";]+).*", "$1");
    boolean purpose = false;
    String file = null;
    for (String part : body.split(Pattern.quote(boundary), -1)) {
      int head = part.indexOf("\r\n\r\n");
      if (head < 0) {
        continue;
      }
      String content = part.substring(head + 4, part.length() - 2);
      if (part.substring(0, head).contains("name=\"file\"")) {
        file = content;
      }
      purpose |= part.substring(0, head).contains("name=\"purpose\"") && content.equals("batch");
    }
    if (file == null || !purpose) {
      throw new IllegalArgumentException("expected the parts file and purpose");
    }
    return file;
  }
}
