package org.llmrec.llm.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {
  @Test
  void theLongestWishHolds() {
    Pause pause = new Pause();
    assertEquals(0, pause.left(5));
    assertTrue(pause.ask(Duration.ofNanos(10), 5), "begins one");
    assertFalse(pause.ask(Duration.ofNanos(3), 6), "is heard during one");
    assertEquals(9, pause.left(6));
    assertFalse(pause.ask(Duration.ofNanos(10), 6));
    assertEquals(10, pause.left(6));
    assertEquals(0, pause.left(16));
    assertEquals(0, pause.left(99));
    assertTrue(pause.ask(Duration.ofNanos(1), 99));
  }

  @Test
  void longerThanAClockCanTellIsAYear() {
    Pause pause = new Pause();
    pause.ask(Duration.ofSeconds(Long.MAX_VALUE), 0);
    assertEquals(Duration.ofDays(365).toNanos(), pause.left(0));
  }
}
