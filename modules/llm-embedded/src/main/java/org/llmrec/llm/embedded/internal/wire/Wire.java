package org.llmrec.llm.embedded.internal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.llmrec.core.json.Json;

/**
 * Lines of JSON. A line feed goes before each line too: what a native library prints on the same
 * stream, with or without an end of line, then spoils nothing. Lines that are no message are passed
 * over.
 */
public final class Wire {
  private Wire() {}

  /** Writes a line at once; the caller sees to it that one thread at a time does. */
  public static void write(OutputStream out, Order order) throws IOException {
    writeLine(out, Json.line(order));
  }

  /** Writes a line at once; the caller sees to it that one thread at a time does. */
  public static void write(OutputStream out, Report report) throws IOException {
    writeLine(out, Json.line(report));
  }

  private static void writeLine(OutputStream out, String json) throws IOException {
    out.write(("\n" + json + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** A line as an order, if it is one. */
  public static Optional<Order> order(String line) {
    return read(line, Order.class);
  }

  /** A line as a report, if it is one. */
  public static Optional<Report> report(String line) {
    return read(line, Report.class);
  }

  private static <T> Optional<T> read(String line, Class<T> type) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.mapper().readValue(line, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
