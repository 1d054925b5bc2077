package org.llmrec.pipeline.internal;

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

/** One item's text of one field. */
record FieldText(String item, String text) {

  /** The texts of a file in their order, read as they are asked for. Close the stream. */
  static Stream<FieldText> stream(Path file) throws IOException {
    BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    return in.lines()
        .map(line -> parse(file, line))
        .onClose(
            () -> {
              try {
                in.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static FieldText parse(Path file, String line) {
    try {
      return Json.mapper().readValue(line, FieldText.class);
    } catch (JsonProcessingException e) {
      throw new CorruptFileException(
          file, "an item and its text", e.getOriginalMessage(), "run `llmrec build --verify`");
    }
  }
}
