package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.llmrec.core.json.JsonLines;

/** One item's text of one field. */
record FieldText(String item, String text) {

  /** The texts of a file in their order, read as they are asked for. Close the stream. */
  static Stream<FieldText> stream(Path file) throws IOException {
    return JsonLines.stream(
        file, FieldText.class, "an item and its text", "run `llmrec build --verify`");
  }
}
