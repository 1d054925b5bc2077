package org.llmrec.data.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.table.Ids;

/** The items of a split in the order of their numbers: CSV with the one column {@code item}. */
final class ItemList {
  private static final String ITEM = "item";

  private ItemList() {}

  static void write(Path file, Ids items) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
          csv.writeRecord(ITEM);
          for (String item : items.asList()) {
            csv.writeRecord(item);
          }
          csv.flush();
          text.flush();
        });
  }

  /** Bad records throw, as the file is one of ours. */
  static Ids read(Path file) throws IOException {
    Ids.Builder items = new Ids.Builder();
    try (Rejects rejects = Rejects.refusing();
        Rows rows = Rows.open(file, Format.CSV, rejects)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        JsonNode item = row.field(ITEM);
        if (item == null) {
          throw new IllegalArgumentException(file + ": expected an item in line " + row.line());
        }
        items.add(item.textValue());
      }
    }
    return items.build();
  }
}
