package org.llmrec.cli.internal;

import java.io.PrintWriter;
import java.util.Locale;
import org.llmrec.core.json.Json;

/**
 * Where a command writes: results to standard output, everything about how it goes to standard
 * error, so that a pipe gets results only.
 *
 * @param out results
 * @param err progress, notes and errors
 * @param interactive whether a person is watching standard error
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {

  /** One line of the result. */
  void line(String format, Object... arguments) {
    out.println(plain(format, arguments));
  }

  /** The whole result, as JSON. */
  void json(Object value) {
    out.print(Json.pretty(value));
    out.flush();
  }

  /** One line beside the result. */
  void note(String format, Object... arguments) {
    err.println(plain(format, arguments));
    err.flush();
  }

  /** Titles, names and messages are other people's, and must not command the terminal. */
  private static String plain(String format, Object... arguments) {
    String text = arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
    return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}&&[^\\n\\t]]", " ");
  }
}
