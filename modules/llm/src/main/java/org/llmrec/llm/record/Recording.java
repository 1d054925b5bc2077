package org.llmrec.llm.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.json.Json;

/**
 * What a recording holds, read as a whole.
 *
 * @param header empty where not even the first line was written whole
 * @param lines by key; where a key is there twice the first line stands
 * @param whole bytes up to the end of the last whole line
 * @param closed whether that line ends in a line feed
 * @param torn bytes after it: a line that was being written when its writer died
 */
record Recording(
    Optional<RecordingHeader> header,
    Map<String, RecordedLine> lines,
    long whole,
    boolean closed,
    int torn) {

  /**
   * Reads a file.
   *
   * @throws CorruptFileException if a line before the last is not one of a recording
   */
  static Recording read(Path file) throws IOException {
    Reader reader = new Reader(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          reader.line(line.toByteArray());
          reader.whole += line.size() + 1;
          line.reset();
        } else {
          line.write(b);
        }
      }
      return reader.end(line.toByteArray());
    }
  }

  private static final class Reader {
    private final Path file;
    private final Map<String, RecordedLine> lines = new HashMap<>();
    private RecordingHeader header;
    private long number;
    private long whole;

    Reader(Path file) {
      this.file = file;
    }

    void line(byte[] bytes) {
      number++;
      try {
        read(bytes);
      } catch (IOException | IllegalArgumentException e) {
        throw new CorruptFileException(
            FileCode.FILE_DAMAGED,
            file,
            (number == 1 ? "a recording's header" : "a recorded answer") + " in line " + number,
            found(e),
            "restore the file, or delete the line and record again");
      }
    }

    /** Not in the parser's words: they may quote the line, and with it an answer. */
    private static String found(Exception e) {
      Throwable cause = e.getCause();
      if (cause instanceof IllegalArgumentException || cause instanceof NullPointerException) {
        return cause.getMessage();
      }
      return e instanceof JsonProcessingException json && json.getLocation() != null
          ? "something else from column " + json.getLocation().getColumnNr() + " on"
          : "something else";
    }

    /** The bytes after the last line feed may be a whole line that an editor left open. */
    Recording end(byte[] rest) {
      if (rest.length > 0) {
        try {
          read(rest);
          return recording(whole + rest.length, false, 0);
        } catch (IOException | IllegalArgumentException e) {
          return recording(whole, true, rest.length);
        }
      }
      return recording(whole, true, 0);
    }

    private Recording recording(long end, boolean closed, int torn) {
      return new Recording(Optional.ofNullable(header), lines, end, closed, torn);
    }

    private void read(byte[] bytes) throws IOException {
      if (header == null) {
        header = value(bytes, RecordingHeader.class);
      } else {
        RecordedLine line = value(bytes, RecordedLine.class);
        lines.putIfAbsent(line.key(), line);
      }
    }

    private static <T> T value(byte[] bytes, Class<T> type) throws IOException {
      T value = Json.mapper().readValue(bytes, type);
      if (value == null) {
        throw new IllegalArgumentException("null");
      }
      return value;
    }
  }
}
