package org.llmrec.data.judgement;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.table.Ids;

/**
 * Reads judgements one by one, in constant memory: {@code query,item,grade}, and {@code user} and
 * {@code timestamp} where there are any. Not thread-safe.
 */
public final class JudgementReader implements AutoCloseable {
  private static final String GRADE = "grade";
  private static final Map<String, List<String>> NAMES =
      Map.of(GRADE, List.of("grade", "label", "relevance", "judgement", "judgment", "rating"));

  /** {@code 2^grade} is to be a sensible weight. */
  private static final int HIGHEST = 20;

  private final QueryRecords records;

  /**
   * Opens the file.
   *
   * @param items the catalogue; a judgement of another item is refused
   * @throws ConfigException if the file is not there, a mapped or needed column is absent
   */
  public JudgementReader(JudgementSource source, Ids items, Rejects rejects) throws IOException {
    this.records = new QueryRecords(source, items, rejects, NAMES, List.of(GRADE));
  }

  /**
   * The next judgement, or null at the end.
   *
   * @throws ConfigException if a column was mapped that the records do not have
   * @throws BadRecordException if the account of refusals is strict and a record is bad
   */
  public Judgement next() throws IOException {
    return records.next(this::judgement);
  }

  private Judgement judgement(Row row) throws BadFieldException {
    return new Judgement(
        records.query(row),
        records.item(row),
        (int) records.requiredWhole(row, GRADE, -HIGHEST, HIGHEST),
        records.user(row),
        records.time(row));
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
