package org.llmrec.data.judgement;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.table.Ids;

/**
 * Reads a log of clicks record by record, in constant memory: {@code query,item,position,clicks},
 * and {@code impressions} (else every record is one), {@code user} and {@code timestamp} where
 * there are any. What was shown and not clicked belongs in the log, with 0 clicks: without it
 * nothing can be told of who looks where. Not thread-safe.
 */
public final class ClickReader implements AutoCloseable {
  private static final String POSITION = "position";
  private static final String IMPRESSIONS = "impressions";
  private static final String CLICKS = "clicks";
  private static final Map<String, List<String>> NAMES =
      Map.of(
          POSITION, List.of("position", "rank", "pos", "slot"),
          IMPRESSIONS, List.of("impressions", "views", "shown"),
          CLICKS, List.of("clicks", "click", "clicked"));
  private static final long MOST = 1L << 50;

  private final QueryRecords records;

  /**
   * Opens the file.
   *
   * @param items the catalogue; a click on another item is refused
   * @throws ConfigException if the file is not there, a mapped or needed column is absent
   */
  public ClickReader(JudgementSource source, Ids items, Rejects rejects) throws IOException {
    this.records = new QueryRecords(source, items, rejects, NAMES, List.of(POSITION, CLICKS));
  }

  /**
   * The next record, or null at the end.
   *
   * @throws ConfigException if a column was mapped that the records do not have
   * @throws BadRecordException if the account of refusals is strict and a record is bad
   */
  public Click next() throws IOException {
    return records.next(this::click);
  }

  private Click click(Row row) throws BadFieldException {
    String query = records.query(row);
    String item = records.item(row);
    int position = (int) records.requiredWhole(row, POSITION, 1, Integer.MAX_VALUE);
    long impressions = records.whole(row, IMPRESSIONS, 1, MOST).orElse(1);
    long clicks = records.requiredWhole(row, CLICKS, 0, MOST);
    if (clicks > impressions) {
      throw new BadFieldException(
          records.name(row, CLICKS),
          Reason.OUT_OF_RANGE,
          clicks + " clicks on " + impressions + " impressions");
    }
    return new Click(
        query, item, position, impressions, clicks, records.user(row), records.time(row));
  }

  /** How many records came in so far, the refused ones included. */
  public long read() {
    return records.read();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
