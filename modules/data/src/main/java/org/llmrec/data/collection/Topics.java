package org.llmrec.data.collection;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Columns;
import org.llmrec.data.record.Limits;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.record.Values;

/** Reads topics, which are few and stay in memory. */
public final class Topics {
  private static final String ID = "id";
  private static final String TITLE = "title";
  private static final String DESCRIPTION = "description";
  private static final String NARRATIVE = "narrative";
  private static final Map<String, List<String>> NAMES =
      Map.of(
          ID, List.of("_id", "num", "number", "qid", "queryid", "topicid", "topic"),
          TITLE, List.of("text", "title", "query", "question"),
          DESCRIPTION, List.of("description", "desc"),
          NARRATIVE, List.of("narrative", "narr"));

  /** What a table's first line calls its first column, if it has a header at all. */
  private static final Set<String> HEADERS =
      Set.of("id", "_id", "qid", "query-id", "query_id", "topic", "topic_id");

  private final Path file;
  private final Rejects rejects;
  private final Set<String> ids = new HashSet<>();
  private final List<Topic> topics = new ArrayList<>();

  private Topics(Path file, Rejects rejects) {
    this.file = file;
    this.rejects = rejects;
  }

  /**
   * Reads a file, packed with gzip or not. In {@code <top>} there are {@code <num>}, {@code
   * <title>}, {@code <desc>} and {@code <narr>}, with end tags or without; a line of JSON has an id
   * ({@code _id}, {@code id}, {@code qid}) and a {@code text}, {@code query} or {@code title}; in
   * any other text a line has the id, a tab and the text.
   *
   * @param format {@link CollectionFormat#TREC} also allows of lines with tabs
   * @return in the order of the file, at least one
   * @throws ConfigException if there is no such file, or no topic in it
   * @throws BadRecordException if {@code rejects} is strict and a topic is bad
   */
  public static List<Topic> read(Path file, CollectionFormat format, Rejects rejects)
      throws IOException {
    Topics reading = new Topics(file, rejects);
    String beginning = CollectionFiles.beginning(file);
    if (format == CollectionFormat.JSONL
        || (format == CollectionFormat.AUTO && beginning.startsWith("{"))) {
      reading.readJson();
    } else {
      Reader text = TextEncoding.reader(file, TextEncoding.of(file, Optional.empty()));
      if (beginning.toLowerCase(Locale.ROOT).contains("<top")) {
        reading.readTagged(text);
      } else {
        reading.readTable(text);
      }
    }
    if (reading.topics.isEmpty()) {
      throw new ConfigException(
          DataCode.DATA_EMPTY,
          file
              + ": expected topics (<top>…</top>, JSON Lines, or an id, a tab and a text in a line),"
              + " found none");
    }
    return List.copyOf(reading.topics);
  }

  private void readTagged(Reader text) throws IOException {
    try (SgmlRecords records = new SgmlRecords(text, "top", Limits.RECORD_BYTES)) {
      for (SgmlRecords.Raw raw = records.next(); raw != null; raw = records.next()) {
        String excerpt = TrecDocuments.excerpt(raw.text());
        try {
          add(TopicRecord.parse(raw.text()), "num");
        } catch (BadFieldException e) {
          rejects.add(file, raw.line(), e.field(), e.reason(), e.getMessage(), excerpt);
        }
      }
    }
  }

  private void readJson() throws IOException {
    Columns columns = new Columns(file, NAMES, Map.of());
    try (Rows rows = Rows.jsonLines(file, CollectionFiles.open(file), rejects)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        try {
          columns.required(row, TITLE);
          Topic topic =
              new Topic(
                  Values.id(columns.name(row, ID), columns.required(row, ID)),
                  JsonDocuments.text(columns.value(row, TITLE)),
                  JsonDocuments.text(columns.value(row, DESCRIPTION)),
                  JsonDocuments.text(columns.value(row, NARRATIVE)));
          add(topic, columns.name(row, ID));
        } catch (BadFieldException e) {
          rejects.add(file, row, e);
        }
      }
    }
  }

  private void readTable(Reader text) throws IOException {
    try (BufferedReader lines = new BufferedReader(text)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        int tab = line.indexOf('\t');
        String id = tab < 0 ? "" : line.substring(0, tab).strip();
        boolean header = number == 1 && isHeader(id);
        if (line.isBlank() || header) {
          continue;
        }
        try {
          String query = SgmlText.clean(line.substring(tab + 1));
          if (id.isEmpty() || query.isEmpty()) {
            throw new BadFieldException(
                id.isEmpty() ? ID : "text", Reason.MISSING, "expected an id, a tab and a text");
          }
          add(new Topic(Values.id(ID, TextNode.valueOf(id)), query, "", ""), ID);
        } catch (BadFieldException e) {
          rejects.add(file, number, e.field(), e.reason(), e.getMessage(), line);
        }
      }
    }
  }

  /** Whether a table that begins with this cell begins with a header. */
  static boolean isHeader(String cell) {
    return HEADERS.contains(cell.toLowerCase(Locale.ROOT));
  }

  private void add(Topic topic, String idField) throws BadFieldException {
    if (topic.id().codePoints().anyMatch(SgmlText::isBlank)) {
      throw new BadFieldException(
          idField, Reason.BAD_ID, "expected an id without blanks, found " + topic.id());
    }
    if (!ids.add(topic.id())) {
      throw new BadFieldException(idField, Reason.DUPLICATE, topic.id());
    }
    topics.add(topic);
  }
}
