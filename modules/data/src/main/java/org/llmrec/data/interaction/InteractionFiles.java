package org.llmrec.data.interaction;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.table.InteractionTable;

/**
 * The normalised interactions: CSV in UTF-8 with the header {@code user,item,value,timestamp},
 * quotes where an id needs them, whole values without a point, an empty timestamp where there is no
 * time.
 */
public final class InteractionFiles {
  private static final List<String> HEADER = List.of("user", "item", "value", "timestamp");

  private InteractionFiles() {}

  /** Writes a table's rows in their order, whole or not at all. */
  public static void write(Path file, InteractionTable table) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
          csv.writeRecord(HEADER);
          for (int row = 0; row < table.size(); row++) {
            long time = table.time(row);
            csv.writeRecord(
                table.users().get(table.user(row)),
                table.items().get(table.item(row)),
                number(table.value(row)),
                time == Interaction.NO_TIME ? "" : Long.toString(time));
          }
          csv.flush();
          text.flush();
        });
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /**
   * Reads row after row.
   *
   * @throws CorruptFileException if the file is not what {@link #write} writes
   */
  public static void read(Path file, Consumer<Interaction> rows) throws IOException {
    try (Rows csv = Rows.open(file, Format.CSV, Rejects.refusing())) {
      if (!csv.header().orElse(List.of()).equals(HEADER)) {
        throw corrupt(file, "the header " + HEADER, csv.header().orElse(List.of()).toString());
      }
      for (Row row = csv.next(); row != null; row = csv.next()) {
        rows.accept(interaction(file, row));
      }
    } catch (BadRecordException | ConfigException e) {
      throw corrupt(file, "interactions as the import writes them", e.getMessage());
    }
  }

  private static Interaction interaction(Path file, Row row) {
    try {
      String time = row.field("timestamp") == null ? "" : row.field("timestamp").textValue();
      return new Interaction(
          row.field("user").textValue(),
          row.field("item").textValue(),
          Double.parseDouble(row.field("value").textValue()),
          time.isEmpty() ? Interaction.NO_TIME : Long.parseLong(time));
    } catch (NullPointerException | IllegalArgumentException e) {
      throw corrupt(file, "user, item, value and timestamp in line " + row.line(), row.excerpt());
    }
  }

  private static CorruptFileException corrupt(Path file, String expected, String found) {
    return new CorruptFileException(
        FileCode.BUILD_DAMAGED, file, expected, found, "run the import again");
  }
}
