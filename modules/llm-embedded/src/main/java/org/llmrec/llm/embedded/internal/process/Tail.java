package org.llmrec.llm.embedded.internal.process;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines that a process said, for a message about its end. Thread-safe. */
final class Tail {
  private static final int LINES = 20;
  private static final int CHARACTERS = 300;

  private final Deque<String> lines = new ArrayDeque<>();

  /** One more line; blank ones are passed over, long ones cut. */
  synchronized void add(String line) {
    if (line.isBlank()) {
      return;
    }
    if (lines.size() == LINES) {
      lines.removeFirst();
    }
    lines.addLast(line.length() > CHARACTERS ? line.substring(0, CHARACTERS) + "…" : line);
  }

  /** All of them, with a bar between; empty if there were none. */
  synchronized String text() {
    return String.join(" | ", lines);
  }
}
