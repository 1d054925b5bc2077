package org.llmrec.data.record;

import java.io.IOException;
import java.nio.file.Path;

/** A file whose records begin with a line each. */
abstract class LineRows extends Rows {
  private final LineReader lines;

  LineRows(Path file, LineReader lines, Rejects rejects) {
    super(file, rejects);
    this.lines = lines;
  }

  @Override
  public final Row next() throws IOException {
    for (Line line = take(); line != null; line = take()) {
      String text = line.text();
      if (text != null && text.isBlank() && !line.tooLong()) {
        continue;
      }
      countRecord();
      if (line.tooLong()) {
        reject(line, Reason.TOO_LONG, "");
      } else if (text == null) {
        reject(line, Reason.NOT_UTF8, "");
      } else {
        Row row = row(line, text);
        if (row != null) {
          return row;
        }
      }
    }
    return null;
  }

  /** The record that begins with this line, or null after refusing it. */
  abstract Row row(Line line, String text) throws IOException;

  /** The next line, or null at the end. */
  Line take() throws IOException {
    return lines.next();
  }

  /** So that a refused field does not keep a long line alive. */
  static String beginning(String text) {
    return text.substring(0, Math.min(text.length(), Rejects.EXCERPT + 1));
  }

  @Override
  public final long consumed() {
    return lines.consumed();
  }

  @Override
  public final void close() throws IOException {
    lines.close();
  }
}
