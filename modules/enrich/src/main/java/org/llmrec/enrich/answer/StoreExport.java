package org.llmrec.enrich.answer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmrec.core.io.AtomicFiles;

/**
 * Writes answers from the store for others: JSON Lines with an {@link Answer} a line, as {@link
 * StoreImport} and {@link AnswerReader} read them.
 */
public final class StoreExport {
  private StoreExport() {}

  /**
   * Writes the file, whole or not at all, in the order in which the fields come; those without a
   * text are counted and left out.
   *
   * @param fields from {@link AnswerLookup}; read to the end and left open
   */
  public static ExportCounts write(Path file, Stream<FieldAnswer> fields) throws IOException {
    long[] counts = new long[2];
    try {
      AtomicFiles.write(
          file,
          out -> {
            Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            for (Iterator<FieldAnswer> i = fields.iterator(); i.hasNext(); ) {
              Optional<Answer> answer = i.next().answer();
              if (answer.isPresent()) {
                lines.write(AnswerFiles.line(answer.get()));
                lines.write('\n');
              }
              counts[answer.isPresent() ? 0 : 1]++;
            }
            lines.flush();
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new ExportCounts(counts[0], counts[1]);
  }
}
