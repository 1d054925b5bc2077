package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);

  /** A title of somebody's catalogue could otherwise clear the screen, or write what it likes. */
  @Test
  void whatComesFromFilesCannotCommandTheTerminal() {
    terminal.line("%s", "a\u001b[31mb\u0000c\u009b2Jd\u007fe\rf");
    terminal.note("g\u0007h");

    assertEquals("a [31mb c 2Jd e f" + System.lineSeparator(), out.toString());
    assertEquals("g h" + System.lineSeparator(), err.toString());
  }

  @Test
  void linesTabsAndOtherScriptsStayAsTheyAre() {
    terminal.line("%s", "a\n\tb – ü 語 😀");

    assertEquals("a\n\tb – ü 語 😀" + System.lineSeparator(), out.toString());
  }
}
