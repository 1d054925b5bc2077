package org.llmrec.enrich.answer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.json.Json;
import org.llmrec.core.json.JsonLines;

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
    return JsonLines.stream(file, Answer.class, "an answer", "run the import again");
  }
}
