package org.llmrec.llm.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.llm.ModelException.Kind;

class CircuitBreakerTest {
  private final CircuitBreaker breaker = new CircuitBreaker(2, Duration.ofNanos(10));

  private void fail(Kind kind, long now) {
    breaker.enter(now).orElseThrow().failed(kind, now);
  }

  @Test
  void opensForThePauseAndLetsOneTry() {
    fail(Kind.SERVER, 100);
    assertFalse(breaker.isShut(100));
    fail(Kind.CONNECT, 101);
    assertTrue(breaker.isShut(110));
    assertTrue(breaker.enter(110).isEmpty());
    CircuitBreaker.Pass trial = breaker.enter(111).orElseThrow();
    assertTrue(breaker.enter(111).isEmpty(), "one at a time");
    trial.failed(Kind.TIMEOUT, 115);
    assertTrue(breaker.isShut(124));
    assertEquals(23, breaker.openFor(124), "counted from the first opening");
    breaker.enter(125).orElseThrow().answered();
    assertFalse(breaker.isShut(125));
    assertEquals(0, breaker.openFor(125));
    fail(Kind.SERVER, 126);
    assertFalse(breaker.isShut(126), "the count starts anew");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"CONNECT", "TIMEOUT", "REQUEST_TIMEOUT", "SERVER", "MALFORMED", "CRASHED"})
  void whatSpeaksOfTheServerCounts(Kind kind) {
    fail(kind, 0);
    fail(kind, 0);
    assertTrue(breaker.isShut(0));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {
        "CONFLICT",
        "RATE_LIMITED",
        "TOO_LARGE",
        "BAD_REQUEST",
        "REFUSED",
        "UNAUTHORISED",
        "FORBIDDEN",
        "NOT_FOUND",
        "QUOTA"
      })
  void aServerThatRefusesIsThere(Kind kind) {
    fail(Kind.SERVER, 0);
    fail(kind, 0);
    fail(Kind.SERVER, 0);
    assertFalse(breaker.isShut(0));
    fail(Kind.SERVER, 0);
    fail(kind, 10);
    assertFalse(breaker.isShut(10), "and closes the circuit");
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"DEADLINE", "RETRIES_SPENT", "CIRCUIT_OPEN", "BUDGET_SPENT"})
  void whatWasNotSentSaysNothing(Kind kind) {
    fail(Kind.SERVER, 0);
    fail(kind, 0);
    fail(Kind.SERVER, 0);
    assertTrue(breaker.isShut(0));
    fail(kind, 10);
    assertFalse(breaker.isShut(10), "the next one may try");
    assertTrue(breaker.openFor(10) > 0, "but it stays open");
  }

  @Test
  void aLateAnswerOfAnEarlierCallCloses() {
    CircuitBreaker.Pass early = breaker.enter(0).orElseThrow();
    fail(Kind.SERVER, 1);
    fail(Kind.SERVER, 2);
    early.answered();
    assertFalse(breaker.isShut(3));
  }

  @Test
  void aLateFailureOfAnEarlierCallDoesNotPutTheTrialOff() {
    CircuitBreaker.Pass early = breaker.enter(0).orElseThrow();
    fail(Kind.SERVER, 1);
    fail(Kind.SERVER, 2);
    early.failed(Kind.SERVER, 9);
    assertFalse(breaker.isShut(12));
    CircuitBreaker.Pass trial = breaker.enter(12).orElseThrow();
    early.dropped();
    assertTrue(breaker.isShut(12), "the trial is under way");
    trial.dropped();
    assertFalse(breaker.isShut(12));
  }

  @Test
  void noFailuresAllowedMeansNever() {
    CircuitBreaker never = new CircuitBreaker(0, Duration.ofNanos(10));
    for (int i = 0; i < 100; i++) {
      never.enter(0).orElseThrow().failed(Kind.SERVER, 0);
    }
    assertFalse(never.isShut(0));
  }
}
