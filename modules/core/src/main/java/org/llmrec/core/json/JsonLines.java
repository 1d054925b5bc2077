package org.llmrec.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;

/** Reads JSON Lines in UTF-8 that this library wrote: one value a line, every line whole. */
public final class JsonLines {
  private JsonLines() {}

  /**
   * The values in their order, read as they are asked for. Close the stream; it is for one thread.
   *
   * @param what a line should be, for the message, such as {@code "an item"}
   * @param advice what to do about a line that is not
   * @throws CorruptFileException from the stream's operations, if a line is not a {@code type}
   * @throws IOException if the file cannot be opened; {@link UncheckedIOException} from the
   *     stream's operations if it cannot be read
   */
  public static <T> Stream<T> stream(Path file, Class<T> type, String what, String advice)
      throws IOException {
    BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    long[] line = new long[1];
    return in.lines()
        .map(text -> value(file, ++line[0], text, type, what, advice))
        .onClose(
            () -> {
              try {
                in.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /**
   * One line as a value, for those who read lines by themselves.
   *
   * @param line its number, from 1, for the message; {@code what} and {@code advice} as above
   * @throws CorruptFileException if it is not a {@code type}
   */
  public static <T> T value(
      Path file, long line, String text, Class<T> type, String what, String advice) {
    String found;
    try {
      T value = Json.mapper().readValue(text, type);
      if (value != null) {
        return value;
      }
      found = "null";
    } catch (JsonProcessingException e) {
      found = e.getOriginalMessage();
    }
    throw new CorruptFileException(
        FileCode.FILE_DAMAGED, file, what + " in line " + line, found, advice);
  }
}
