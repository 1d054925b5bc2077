package org.llmrec.enrich.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Nearest;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.record.Values;
import org.llmrec.data.table.Ids;

/**
 * Reads recorded answers one by one: JSON Lines with {@code item, prompt, answer, model, date} and,
 * where there are any, {@code version, neighbours, graph}. Other keys are passed over. Does not
 * look for duplicates. Not thread-safe.
 */
public final class AnswerReader implements AutoCloseable {
  private final Rows rows;
  private final Rejects rejects;
  private final Ids items;
  private final Set<String> prompts;
  private Row last;

  /**
   * Opens the file.
   *
   * @param items the catalogue; an answer about another item is refused
   * @param prompts the prompts there are; an answer to another is refused
   * @throws ConfigException if there is no such file
   */
  public AnswerReader(Path file, Ids items, Collection<String> prompts, Rejects rejects)
      throws IOException {
    this.items = items;
    this.prompts = Set.copyOf(prompts);
    this.rejects = rejects;
    this.rows = Rows.open(file, Format.JSONL, rejects);
  }

  /**
   * The next answer, or null at the end.
   *
   * @throws BadRecordException if the account of refusals is strict and a record is bad
   */
  public Answer next() throws IOException {
    for (last = rows.next(); last != null; last = rows.next()) {
      try {
        return answer(last);
      } catch (BadFieldException e) {
        rejects.add(rows.file(), last, e);
      }
    }
    return null;
  }

  /** Refuses the answer that was returned last after all. */
  void rejectLast(String field, Reason reason, String detail) {
    rejects.add(rows.file(), last, new BadFieldException(field, reason, detail));
  }

  private Answer answer(Row row) throws BadFieldException {
    String item = Values.id("item", required(row, "item"));
    rejects.checkItem("item", item);
    String prompt = Values.text(required(row, "prompt"));
    if (!prompts.contains(prompt)) {
      String hint = Nearest.hint(prompt, prompts.stream().sorted().toList());
      throw new BadFieldException("prompt", Reason.UNKNOWN_PROMPT, prompt + hint);
    }
    String answer = text(row, "answer");
    String model = text(row, "model");
    String date = text(row, "date");
    if (!items.contains(item)) {
      throw new BadFieldException("item", Reason.UNKNOWN_ITEM, item);
    }
    JsonNode graph = row.field("graph");
    return new Answer(
        item,
        prompt,
        version(row),
        answer,
        model,
        date,
        neighbours(row),
        graph == null ? "" : Values.text(graph));
  }

  private static JsonNode required(Row row, String field) throws BadFieldException {
    JsonNode value = row.field(field);
    if (value == null) {
      throw new BadFieldException(field, Reason.MISSING, "");
    }
    return value;
  }

  private static String text(Row row, String field) throws BadFieldException {
    JsonNode value = required(row, field);
    if (!value.isTextual()) {
      throw new BadFieldException(field, Reason.WRONG_TYPE, "expected text");
    }
    return Values.text(value);
  }

  private static int version(Row row) throws BadFieldException {
    JsonNode value = row.field("version");
    if (value == null) {
      return Answer.NO_VERSION;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
      throw new BadFieldException(
          "version",
          Reason.WRONG_TYPE,
          "expected an integer from 1 on, or 0 for unknown, found " + value);
    }
    return value.intValue();
  }

  private List<String> neighbours(Row row) throws BadFieldException {
    List<String> ids = new ArrayList<>();
    JsonNode value = row.field("neighbours");
    if (value != null && !value.isArray()) {
      throw new BadFieldException("neighbours", Reason.WRONG_TYPE, "expected a list of ids");
    }
    if (value != null) {
      for (JsonNode id : value) {
        ids.add(Values.id("neighbours", id));
        rejects.checkItem("neighbours", ids.getLast());
      }
    }
    return ids;
  }

  /** How many records came in so far, the refused ones included. */
  public long read() {
    return rows.read();
  }

  /** Bytes read so far. */
  public long consumed() {
    return rows.consumed();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
