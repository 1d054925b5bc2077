package org.llmrec.llm.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.json.Json;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.batch.BatchCall;
import org.llmrec.llm.batch.BatchEndpoint;
import org.llmrec.llm.batch.BatchResult;
import org.llmrec.llm.batch.BatchStatus;

/**
 * OpenAI's batches: a file of calls is uploaded, a batch is made of it, its state is asked for, and
 * the files with answers and failures are downloaded. The label goes into the batch's metadata, so
 * that it is found by a process that was started after the one that handed it in. Makes one attempt
 * each; nothing here is billed but what the server answers in a batch. Thread-safe.
 */
final class OpenAiBatches implements BatchEndpoint {
  private static final int MAX_CALLS = 50_000;
  private static final long MAX_BYTES = 200_000_000;
  private static final String LABEL = "llmrec";

  /** A batch's metadata holds values of at most so many characters. */
  private static final int LABEL_LENGTH = 512;

  private static final int PAGE = 100;

  /** An upload has this much longer than a call for each second that it takes at this rate. */
  private static final long SLOWEST_BYTES_PER_SECOND = 128 << 10;

  private final OpenAiOptions options;
  private final ModelInfo info;
  private final Transport transport;
  private final BatchLines lines;

  OpenAiBatches(OpenAiOptions options, Transport transport, Dialect dialect) {
    this.options = options;
    this.info = new ModelInfo(options.model(), options.capabilities(), 0);
    this.transport = transport;
    this.lines =
        new BatchLines(options.model(), options.maxResponseBytes(), transport.failures(), dialect);
  }

  @Override
  public int maxCalls() {
    return MAX_CALLS;
  }

  @Override
  public long maxBytes() {
    return MAX_BYTES;
  }

  @Override
  public long bytes(BatchCall call) {
    return lines.write(call).length;
  }

  @Override
  public String submit(String label, List<BatchCall> calls) throws InterruptedException {
    check(label, calls);
    try {
      Path file = temporary();
      try {
        long bytes = lines.write(calls, file);
        if (bytes > MAX_BYTES) {
          throw new ConfigException(
              OptionCode.OPTION_RANGE,
              "expected a batch of at most " + MAX_BYTES + " bytes, found " + bytes + "; split it");
        }
        return create(label, upload(file, bytes));
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the batch's file", e);
    }
  }

  private void check(String label, List<BatchCall> calls) {
    if (label.isBlank() || label.length() > LABEL_LENGTH) {
      throw new IllegalArgumentException(
          "expected a label of 1 to " + LABEL_LENGTH + " characters");
    }
    if (calls.isEmpty() || calls.size() > MAX_CALLS) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected a batch of 1 to " + MAX_CALLS + " calls, found " + calls.size());
    }
    Set<String> ids = new HashSet<>();
    for (BatchCall call : calls) {
      OpenAiModel.checkCapabilities(info, call.request());
      if (call.id().isEmpty() || call.id().length() > 64 || !ids.add(call.id())) {
        throw new IllegalArgumentException(
            "expected different ids of 1 to 64 characters, found \"" + call.id() + "\"");
      }
    }
  }

  private String upload(Path file, long bytes) throws IOException, InterruptedException {
    Duration longer = Duration.ofSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
    JsonNode uploaded =
        transport.tree(
            new Transport.Outgoing(
                "POST",
                "/files",
                Multipart.TYPE,
                Multipart.of("batch", file),
                options.timeout().plus(longer),
                Deadline.none(),
                Stake.NOTHING));
    return id(uploaded, Stake.NOTHING);
  }

  private String create(String label, String file) throws InterruptedException {
    ObjectNode body =
        Json.mapper()
            .createObjectNode()
            .put("input_file_id", file)
            .put("endpoint", "/v1/chat/completions")
            .put("completion_window", "24h");
    body.putObject("metadata").put(LABEL, label);
    return id(
        transport.tree(transport.json("POST", "/batches", body, Deadline.none(), Stake.BATCH)),
        Stake.BATCH);
  }

  private String id(JsonNode tree, Stake stake) {
    String id = tree.path("id").asText("");
    if (id.isEmpty()) {
      throw transport.failures().malformed("an id", "none", stake);
    }
    return id;
  }

  /** The newest one, should there be several. */
  @Override
  public Optional<String> find(String label) throws InterruptedException {
    Set<String> seen = new HashSet<>();
    String after = "";
    while (true) {
      JsonNode page = get("/batches?limit=" + PAGE + after);
      String last = "";
      for (JsonNode batch : page.path("data")) {
        last = batch.path("id").asText("");
        if (batch.path("metadata").path(LABEL).asText("").equals(label)) {
          return Optional.of(id(batch, Stake.NOTHING));
        }
      }
      // A server that shows a page twice would be asked for ever.
      if (!page.path("has_more").asBoolean() || last.isEmpty() || !seen.add(last)) {
        return Optional.empty();
      }
      after = "&after=" + encoded(last);
    }
  }

  @Override
  public BatchStatus status(String id) throws InterruptedException {
    return status(batch(id));
  }

  private BatchStatus status(JsonNode batch) {
    String status = batch.path("status").asText("");
    BatchStatus.State state =
        switch (status) {
          case "completed" -> BatchStatus.State.DONE;
          case "expired", "cancelled" -> BatchStatus.State.CUT_SHORT;
          case "failed" -> BatchStatus.State.REFUSED;
          case "" -> throw transport.failures().malformed("a status", "none", Stake.NOTHING);
          // Whatever else there is or will be: a batch is over within a day.
          default -> BatchStatus.State.RUNNING;
        };
    JsonNode counts = batch.path("request_counts");
    String message =
        transport.failures().shown(batch.path("errors").path("data").path(0).path("message"));
    return new BatchStatus(
        state,
        Math.max(0, counts.path("total").asLong()),
        Math.max(0, counts.path("completed").asLong()),
        Math.max(0, counts.path("failed").asLong()),
        message);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each file is downloaded before its first result is handed over, so that a slow consumer does
   * not keep the connection. A call that the server did not come to is handed over as failed, of
   * kind {@link ModelException.Kind#DEADLINE}, and was not billed.
   */
  @Override
  public void results(String id, Consumer<BatchResult> each) throws InterruptedException {
    JsonNode batch = batch(id);
    for (String field : List.of("output_file_id", "error_file_id")) {
      String file = batch.path(field).asText("");
      // Jackson shows a JSON null as the text "null".
      if (!file.isEmpty() && !batch.path(field).isNull()) {
        results(file, "file " + field, each);
      }
    }
  }

  private void results(String fileId, String what, Consumer<BatchResult> each)
      throws InterruptedException {
    try {
      Path file = temporary();
      try {
        transport.download("/files/" + encoded(fileId) + "/content", file);
        lines.read(file, what, each);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the batch's results for reading", e);
    }
  }

  @Override
  public void cancel(String id) throws InterruptedException {
    transport.tree(
        transport.json(
            "POST", "/batches/" + encoded(id) + "/cancel", null, Deadline.none(), Stake.NOTHING));
  }

  private JsonNode batch(String id) throws InterruptedException {
    return get("/batches/" + encoded(id));
  }

  private JsonNode get(String path) throws InterruptedException {
    return transport.tree(transport.json("GET", path, null, Deadline.none(), Stake.NOTHING));
  }

  /** Readable by this user alone; its name tells whose it was, should the process be killed. */
  private static Path temporary() throws IOException {
    return Files.createTempFile("llmrec-" + ProcessHandle.current().pid() + "-batch", ".jsonl");
  }

  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
