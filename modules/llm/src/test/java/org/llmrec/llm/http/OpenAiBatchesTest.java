package org.llmrec.llm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.Capability;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.JsonSchema;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.batch.BatchCall;
import org.llmrec.llm.batch.BatchEndpoint;
import org.llmrec.llm.batch.BatchResult;
import org.llmrec.llm.batch.BatchStatus;

/** Batches from handing in to fetching, over restarts and what goes wrong on the way. */
class OpenAiBatchesTest {
  private final Asking asking = new Asking();
  private final List<OpenAiModel> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(OpenAiModel::close);
    asking.close();
  }

  /** As a process that has just started. */
  private BatchEndpoint endpoint() {
    return endpoint(asking.options());
  }

  private BatchEndpoint endpoint(OpenAiOptions options) {
    OpenAiModel model =
        OpenAiModel.open(
            options.capabilities(EnumSet.of(Capability.BATCH, Capability.JSON_SCHEMA)),
            Asking.environment());
    opened.add(model);
    return model.batch().orElseThrow();
  }

  private static List<BatchCall> calls(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new BatchCall("c" + i, CompletionRequest.of("question ü\n" + i, 8)))
        .toList();
  }

  private static Map<String, BatchResult> results(BatchEndpoint endpoint, String id)
      throws InterruptedException {
    Map<String, BatchResult> found = new TreeMap<>();
    endpoint.results(
        id, result -> assertFalse(found.put(result.id(), result) != null, result.id()));
    return found;
  }

  private static BatchStatus.State finish(BatchEndpoint endpoint, String id)
      throws InterruptedException {
    BatchStatus.State state = BatchStatus.State.RUNNING;
    while (state == BatchStatus.State.RUNNING) {
      state = endpoint.status(id).state();
    }
    return state;
  }

  private static ModelException failure(Map<String, BatchResult> results, String id) {
    return assertInstanceOf(BatchResult.Failed.class, results.get(id)).failure();
  }

  @Test
  void handsInAndFetchesAfterARestart() throws Exception {
    asking.server.answering(call -> FakeReply.ok("to " + call.question()));
    for (String other : List.of("a", "b", "c")) {
      endpoint().submit(other, calls(1));
    }
    String id = endpoint().submit("the label", calls(3));
    for (String other : List.of("d", "e", "f")) {
      endpoint().submit(other, calls(1));
    }
    BatchEndpoint restarted = endpoint();
    assertEquals(Optional.of(id), restarted.find("the label"));
    assertEquals(Optional.empty(), restarted.find("another label"));
    BatchStatus first = restarted.status(id);
    assertEquals(BatchStatus.State.RUNNING, first.state());
    assertEquals(3, first.total());
    assertEquals(BatchStatus.State.DONE, finish(restarted, id));
    assertEquals(3, restarted.status(id).answered());
    Map<String, BatchResult> results = results(restarted, id);
    assertEquals(3, results.size());
    for (int i = 0; i < 3; i++) {
      var answered = assertInstanceOf(BatchResult.Answered.class, results.get("c" + i));
      assertEquals("to question ü\n" + i, answered.completion().text());
      assertTrue(answered.completion().usage().reported());
      assertEquals(1, asking.server.billed("question ü\n" + i));
    }
    assertEquals(0, asking.server.callCount());
  }

  @Test
  void failuresOfSingleCallsAreInTheirPlaces() throws Exception {
    asking.server.script(
        FakeReply.ok("fine"),
        FakeReply.status(400, Map.of(), FakeReply.error("too long", "t", "context_length")),
        FakeReply.status(429),
        FakeReply.ok("").refusal("no"));
    BatchEndpoint endpoint = endpoint();
    String id = endpoint.submit("l", calls(4));
    assertEquals(BatchStatus.State.DONE, finish(endpoint, id));
    Map<String, BatchResult> results = results(endpoint, id);
    assertInstanceOf(BatchResult.Answered.class, results.get("c0"));
    assertEquals(ModelException.Kind.BAD_REQUEST, failure(results, "c1").kind());
    assertEquals(ModelException.Kind.RATE_LIMITED, failure(results, "c2").kind());
    assertEquals(ModelException.Billed.NO, failure(results, "c2").billed());
    assertEquals(ModelException.Kind.REFUSED, failure(results, "c3").kind());
    assertEquals(ModelException.Billed.YES, failure(results, "c3").billed());
  }

  @Test
  void anExpiredBatchGivesWhatIsThere() throws Exception {
    asking.server.batches().expireAfter(2);
    BatchEndpoint endpoint = endpoint();
    String id = endpoint.submit("l", calls(5));
    assertEquals(BatchStatus.State.CUT_SHORT, finish(endpoint, id));
    Map<String, BatchResult> results = results(endpoint, id);
    assertInstanceOf(BatchResult.Answered.class, results.get("c1"));
    assertEquals(ModelException.Kind.DEADLINE, failure(results, "c2").kind());
    assertEquals(ModelException.Billed.NO, failure(results, "c4").billed());
    assertEquals(2, asking.server.billedCount());
  }

  @Test
  void aCancelledBatchIsCutShort() throws Exception {
    BatchEndpoint endpoint = endpoint();
    String id = endpoint.submit("l", calls(2));
    endpoint.cancel(id);
    assertEquals(BatchStatus.State.CUT_SHORT, finish(endpoint, id));
    assertEquals(0, asking.server.billedCount());
  }

  @Test
  void aRefusedFileIsSaidAndHasNoResults() throws Exception {
    asking.server.batches().refuse("line 1: no such model; key " + Asking.KEY);
    BatchEndpoint endpoint = endpoint();
    String id = endpoint.submit("l", calls(2));
    BatchStatus status = endpoint.status(id);
    assertEquals(BatchStatus.State.REFUSED, status.state());
    assertEquals("line 1: no such model; key ***", status.message());
    assertTrue(results(endpoint, id).isEmpty());
  }

  @Test
  void anUploadThatFailsCostsNothing() {
    asking.server.batches().fail(FakeReply.close());
    ModelException e = assertThrows(ModelException.class, () -> endpoint().submit("l", calls(1)));
    assertEquals(ModelException.Billed.NO, e.billed());
    assertEquals(0, asking.server.batches().created());
  }

  @Test
  void aCreationThatIsRefusedIsKnownToCostNothing() {
    asking.server.batches().fail(FakeReply.status(200), FakeReply.status(503));
    ModelException noId =
        assertThrows(ModelException.class, () -> endpoint().submit("l", calls(1)));
    assertEquals(ModelException.Kind.MALFORMED, noId.kind());
    ModelException e = assertThrows(ModelException.class, () -> endpoint().submit("l", calls(1)));
    assertEquals(ModelException.Kind.SERVER, e.kind());
    assertEquals(ModelException.Billed.NO, e.billed());
  }

  @Test
  void aCreationWhoseAnswerIsLostIsFoundByItsLabel() throws Exception {
    asking.server.batches().loseCreations(1);
    ModelException e = assertThrows(ModelException.class, () -> endpoint().submit("l", calls(1)));
    assertEquals(ModelException.Billed.UNKNOWN, e.billed());
    BatchEndpoint restarted = endpoint();
    String id = restarted.find("l").orElseThrow();
    assertEquals(BatchStatus.State.DONE, finish(restarted, id));
    assertEquals(1, results(restarted, id).size());
  }

  @Test
  void aSchemaGoesIntoTheFileAsInACall() throws Exception {
    JsonSchema schema = new JsonSchema("s", "{\"type\":\"object\"}");
    BatchCall call = new BatchCall("c", CompletionRequest.of("q", 8).schema(schema));
    BatchEndpoint endpoint = endpoint();
    endpoint.submit("l", List.of(call));
    String file = asking.server.batches().stored().values().iterator().next();
    assertTrue(file.contains("\"json_schema\":{\"name\":\"s\",\"strict\":true"), file);
    assertEquals(endpoint.bytes(call), file.getBytes(StandardCharsets.UTF_8).length, file);
  }

  @Test
  void whatIsTooMuchIsRefusedBeforeAnythingIsSent() {
    BatchEndpoint endpoint = endpoint();
    assertEquals(50_000, endpoint.maxCalls());
    assertEquals(200_000_000, endpoint.maxBytes());
    BatchCall one = calls(1).get(0);
    assertThrows(ConfigException.class, () -> endpoint.submit("l", calls(50_001)));
    assertThrows(ConfigException.class, () -> endpoint.submit("l", List.of()));
    assertThrows(IllegalArgumentException.class, () -> endpoint.submit(" ", List.of(one)));
    assertThrows(IllegalArgumentException.class, () -> endpoint.submit("l", List.of(one, one)));
    assertTrue(asking.server.batches().stored().isEmpty());
  }

  @Test
  void leavesNoFilesBehind() throws Exception {
    long before = leftovers();
    BatchEndpoint endpoint = endpoint();
    String id = endpoint.submit("l", calls(2));
    finish(endpoint, id);
    results(endpoint, id);
    asking.server.batches().fail(FakeReply.status(500));
    assertThrows(ModelException.class, () -> endpoint.submit("l", calls(1)));
    assertEquals(before, leftovers());
  }

  private static long leftovers() throws Exception {
    String prefix = "llmrec-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).count();
    }
  }

  @Test
  void aLineThatIsTooLongFailsItsCallAlone() throws Exception {
    asking.server.script(
        FakeReply.ok("short"), FakeReply.ok("x".repeat(5000)), FakeReply.ok("short"));
    BatchEndpoint endpoint = endpoint(asking.options().maxResponseBytes(2000));
    String id = endpoint.submit("l", calls(3));
    finish(endpoint, id);
    Map<String, BatchResult> results = results(endpoint, id);
    assertEquals(3, results.size());
    assertEquals(ModelException.Kind.TOO_LARGE, failure(results, "c1").kind());
    assertInstanceOf(BatchResult.Answered.class, results.get("c2"));
  }

  @Test
  void resultsThatCannotBeFetchedAreAFailure() throws Exception {
    BatchEndpoint endpoint = endpoint();
    String id = endpoint.submit("l", calls(1));
    finish(endpoint, id);
    asking.server.batches().fail(FakeReply.status(503));
    assertEquals(
        ModelException.Kind.SERVER,
        assertThrows(ModelException.class, () -> results(endpoint, id)).kind());
    assertEquals(1, results(endpoint, id).size());
    assertEquals(
        ModelException.Kind.NOT_FOUND,
        assertThrows(ModelException.class, () -> endpoint.status("batch/../x")).kind());
  }
}
