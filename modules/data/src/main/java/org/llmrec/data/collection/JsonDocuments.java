package org.llmrec.data.collection;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Columns;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.record.Values;

/** Documents as JSON objects, one a line. */
final class JsonDocuments implements Documents {
  private static final String ID = "id";
  private static final String TITLE = "title";
  private static final String TEXT = "text";
  private static final Map<String, List<String>> NAMES =
      Map.of(
          ID, List.of("_id", "docno", "docid"),
          TITLE, List.of("title", "headline"),
          TEXT, List.of("text", "contents", "body", "abstract"));

  private final Rows rows;
  private final Columns columns;
  private final Rejects rejects;

  JsonDocuments(Path file, Rejects rejects) throws IOException {
    this.rows = Rows.jsonLines(file, CollectionFiles.open(file), rejects);
    this.columns = new Columns(file, NAMES, Map.of());
    this.rejects = rejects;
  }

  @Override
  public Found next() throws IOException {
    for (Row row = rows.next(); row != null; row = rows.next()) {
      try {
        String id = Values.id(columns.name(row, ID), columns.required(row, ID));
        CollectionDocument document =
            new CollectionDocument(
                id, text(columns.value(row, TITLE)), text(columns.value(row, TEXT)));
        return new Found(document, row.line(), row.excerpt(), columns.name(row, ID), true);
      } catch (BadFieldException e) {
        rejects.add(rows.file(), row, e);
      }
    }
    return null;
  }

  static String text(JsonNode value) {
    return value == null ? "" : Values.text(value);
  }

  @Override
  public long read() {
    return rows.read();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
