package org.llmrec.enrich.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.json.Json;

/**
 * The accepted answers: JSON Lines in UTF-8, one {@link Answer} a line with all its keys, items in
 * catalogue order and an item's answers in the order of the prompts.
 */
public final class AnswerFiles {
  private AnswerFiles() {}

  /** One answer as its line, without the line feed. */
  static String line(Answer answer) {
    return Json.line(answer);
  }

  /**
   * The answers in their order, read as they are asked for. Close the stream.
   *
   * @throws CorruptFileException from the stream's operations, if a line is no answer
   */
  public static Stream<Answer> stream(Path file) throws IOException {
    BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    long[] line = new long[1];
    return in.lines()
        .map(text -> answer(file, ++line[0], text))
        .onClose(
            () -> {
              try {
                in.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static Answer answer(Path file, long line, String text) {
    String found;
    try {
      Answer answer = Json.mapper().readValue(text, Answer.class);
      if (answer != null) {
        return answer;
      }
      found = "null";
    } catch (JsonProcessingException e) {
      found = e.getOriginalMessage();
    }
    throw new CorruptFileException(
        file, "an answer in line " + line, found, "run the import again");
  }
}
