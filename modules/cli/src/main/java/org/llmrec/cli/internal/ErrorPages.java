package org.llmrec.cli.internal;

import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.error.ErrorCode;

/** Writes the pages of the codes: all as a document, or one for a terminal. */
final class ErrorPages {
  private static final String INTRODUCTION =
      """
      # Errors

      <!-- made by: ./llmrec errors --markdown > docs/errors.md -->

      Whatever goes wrong ends in one line, a code in brackets and a sentence that says what was expected, what was found, where, and what to do:

      ```
      llmrec: error [option-range]: k: expected 1 to 1000, found 0
      ```

      Sentences may change from version to version; codes stay. `llmrec errors CODE` prints a page of this document without a network, and
      `--debug` shows the stack trace. Where a command was asked for `--json`, standard output has `{"error": {"code", "message", "exit"}}`.
      In Java, `LlmrecException.code()` is the code, `code().id()` the word in brackets.

      A programming error, such as null, an array of another length, or a closed object, is an `IllegalArgumentException`, a
      `NullPointerException` or an `IllegalStateException` of Java's own. It has no code: mend the call.
      """;

  private ErrorPages() {}

  /** The whole document, in Markdown. */
  static String markdown() {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    String topic = "";
    for (ErrorCode code : ErrorCode.all()) {
      if (!code.topic().equals(topic)) {
        topic = code.topic();
        text.append("\n## ").append(topic).append('\n');
      }
      text.append("\n### ").append(code.id()).append("\n\n");
      text.append("**").append(code.page().title()).append(".** ");
      text.append(code.page().meaning()).append("\n\n");
      text.append("*What to do:* ").append(code.page().advice()).append(' ');
      text.append("(Exit code ").append(code.page().exit()).append(".)\n");
    }
    return text.toString();
  }

  /** One page, in lines that fit a terminal. */
  static List<String> lines(ErrorCode code) {
    List<String> lines = new ArrayList<>();
    lines.add(code.id() + ": " + code.page().title() + ".");
    lines.add("");
    lines.addAll(wrapped(code.page().meaning()));
    lines.add("");
    lines.addAll(wrapped("What to do: " + code.page().advice()));
    lines.add("");
    lines.add("Exit code " + code.page().exit() + ".");
    return lines;
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() + word.length() + 1 > 80) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
