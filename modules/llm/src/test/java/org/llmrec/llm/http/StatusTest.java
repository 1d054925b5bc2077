package org.llmrec.llm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;

/** Every status of a server, by kind and by whether it may have cost something. */
class StatusTest {
  private final Asking asking = new Asking();

  @AfterEach
  void close() {
    asking.close();
  }

  @ParameterizedTest
  @CsvSource({
    "204, MALFORMED, NO",
    "301, NOT_FOUND, NO",
    "307, NOT_FOUND, NO",
    "400, BAD_REQUEST, NO",
    "401, UNAUTHORISED, NO",
    "402, QUOTA, NO",
    "403, FORBIDDEN, NO",
    "404, NOT_FOUND, NO",
    "405, BAD_REQUEST, NO",
    "408, REQUEST_TIMEOUT, NO",
    "409, CONFLICT, NO",
    "413, BAD_REQUEST, NO",
    "422, BAD_REQUEST, NO",
    "429, RATE_LIMITED, NO",
    "500, SERVER, NO",
    "501, SERVER, NO",
    "502, SERVER, UNKNOWN",
    "503, SERVER, NO",
    "504, SERVER, UNKNOWN",
    "524, SERVER, UNKNOWN",
  })
  void statusesHaveAKind(int status, Kind kind, Billed billed) {
    ModelException e = asking.failure(FakeReply.status(status, Map.of(), ""));
    assertEquals(kind, e.kind(), e.getMessage());
    assertEquals(billed, e.billed());
    assertTrue(e.getMessage().contains("status " + status), e.getMessage());
    assertTrue(e.getMessage().contains("'fake' at 127.0.0.1:"), e.getMessage());
    assertEquals(Optional.empty(), e.retryAfter());
    // One attempt: retries are the guard's.
    assertEquals(1, asking.server.callCount());
  }

  @ParameterizedTest
  @CsvSource({
    "429, insufficient_quota, QUOTA",
    "429, billing_hard_limit_reached, QUOTA",
    "429, rate_limit_exceeded, RATE_LIMITED",
    "400, content_filter, REFUSED",
    "400, content_policy_violation, REFUSED",
    "400, context_length_exceeded, BAD_REQUEST",
    "404, model_not_found, NOT_FOUND",
  })
  void codesTellMoreThanTheStatus(int status, String code, Kind kind) {
    String body = FakeReply.error("No.", "type", code);
    assertEquals(kind, asking.failure(FakeReply.status(status, Map.of(), body)).kind());
  }

  @Test
  void redirectsAreNotFollowed() {
    try (Asking elsewhere = new Asking()) {
      String there = elsewhere.server.url() + "/chat/completions";
      ModelException e = asking.failure(FakeReply.status(307, Map.of("Location", there), ""));
      assertEquals(Kind.NOT_FOUND, e.kind());
      assertEquals(0, elsewhere.server.callCount());
    }
  }

  @Test
  void theServersMessageIsShownWithoutKeyPromptAndControlCharacters() {
    String message =
        "Bad\u0000 \u202Ething\n with key "
            + Asking.KEY
            + " and its half "
            + Asking.KEY.substring(0, 12)
            + " in: "
            + Asking.QUESTION;
    ModelException e =
        asking.failure(FakeReply.status(400, Map.of(), FakeReply.error(message, "t", "c")));
    assertTrue(
        e.getMessage().contains("\"Bad thing with key *** and its half *** in:"), e.getMessage());
    assertFalse(e.getMessage().contains("Alien"), e.getMessage());
    assertFalse(e.getMessage().contains("sk-"), e.getMessage());
  }

  @Test
  void theServersMessageIsCut() {
    String message = "blah ".repeat(1000);
    ModelException e =
        asking.failure(FakeReply.status(503, Map.of(), FakeReply.error(message, "t", "c")));
    assertTrue(e.getMessage().contains("blah blah"), e.getMessage());
    assertTrue(e.getMessage().length() < 320, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"detail\":\"Not here.\"}|Not here.",
        "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"Field required\",\"input\":\"secret\"}]}|Field required",
        "{\"error\":\"model is loading\"}|model is loading",
        "{\"object\":\"error\",\"message\":\"too long\",\"code\":400}|too long",
      })
  void messagesOfOtherServersAreFound(String body, String shown) {
    ModelException e = asking.failure(FakeReply.status(400, Map.of(), body));
    assertTrue(e.getMessage().contains("400: \"" + shown + "\""), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 7, 7000",
    "retry-after, 0.25, 250",
    "Retry-After-Ms, 456, 456",
  })
  void theServerSaysHowLongToWait(String header, String value, long millis) {
    ModelException e =
        asking.failure(FakeReply.status(429, Map.of(header, value), FakeReply.error("", "", "")));
    assertEquals(Optional.of(Duration.ofMillis(millis)), e.retryAfter());
  }

  @Test
  void theServersMessageSaysHowLongToWait() {
    String body = FakeReply.error("Rate limit. Please try again in 456ms.", "tokens", "x");
    assertEquals(
        Optional.of(Duration.ofMillis(456)),
        asking.failure(FakeReply.status(429, Map.of(), body)).retryAfter());
  }

  @ParameterizedTest
  @CsvSource({"429, RATE_LIMITED", "502, SERVER", "0, SERVER"})
  void anErrorWithStatus200IsAnError(int code, Kind kind) {
    ModelException e =
        asking.failure(
            FakeReply.raw("{\"error\":{\"code\":" + code + ",\"message\":\"upstream\"}}"));
    assertEquals(kind, e.kind());
    assertTrue(e.getMessage().contains("upstream"), e.getMessage());
  }
}
