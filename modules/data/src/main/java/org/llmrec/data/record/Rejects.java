package org.llmrec.data.record;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.json.Json;
import org.llmrec.data.forget.Forgotten;

/**
 * The account of refused records: counted by reason, and written as JSON Lines with the keys {@code
 * file, line, field, reason, detail, excerpt}. In strict mode the first refusal ends the work.
 *
 * <p>Records of what is to be {@linkplain Forgotten forgotten} are counted as refused and leave
 * nothing else, in strict mode too. Where anything is to be forgotten no detail and no excerpt of
 * any record is kept, since a damaged record can name anybody.
 *
 * <p>Not thread-safe: one thread reads one file after the other.
 */
public final class Rejects implements AutoCloseable {
  /** The most characters of a refused record that are kept. */
  public static final int EXCERPT = 200;

  private static final long NEVER = Long.MAX_VALUE;

  private final BufferedWriter out;
  private final long most;
  private final Forgotten forgotten;
  private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
  private final Map<Reason, Example> examples = new EnumMap<>(Reason.class);
  private long total;

  /**
   * The first record that was refused for a reason; none is kept where anything is to be forgotten.
   *
   * @param line where it begins, from 1
   * @param field the column that is wrong, or empty
   * @param detail what was found
   * @param excerpt its beginning
   */
  public record Example(long line, String field, String detail, String excerpt) {}

  /** The refusal of that number throws. */
  private Rejects(BufferedWriter out, long most, Forgotten forgotten) {
    this.out = out;
    this.most = most;
    this.forgotten = forgotten;
  }

  /**
   * Writes to a fresh file, which is there, perhaps empty, when this returns.
   *
   * @param strict whether the first refusal throws {@link BadRecordException}
   */
  public static Rejects writingTo(Path file, boolean strict) throws IOException {
    return writingTo(file, strict, Forgotten.none());
  }

  /**
   * The same where something is to be forgotten.
   *
   * @param strict whether the first refusal throws {@link BadRecordException}
   */
  public static Rejects writingTo(Path file, boolean strict, Forgotten forgotten)
      throws IOException {
    return new Rejects(
        Files.newBufferedWriter(file, StandardCharsets.UTF_8), strict ? 1 : NEVER, forgotten);
  }

  /** Counts only. */
  public static Rejects counting() {
    return new Rejects(null, NEVER, Forgotten.none());
  }

  /** Counts only, and throws {@link BadRecordException} at the refusal of that number. */
  public static Rejects countingTo(long most) {
    return new Rejects(null, most, Forgotten.none());
  }

  /** Throws at the first refusal and writes nothing. */
  public static Rejects refusing() {
    return new Rejects(null, 1, Forgotten.none());
  }

  /**
   * Looks whether a record's item is to be forgotten.
   *
   * @throws BadFieldException if it is
   */
  public void checkItem(String field, String id) throws BadFieldException {
    if (forgotten.item(id)) {
      throw new BadFieldException(field, Reason.FORGOTTEN, "");
    }
  }

  /**
   * Looks whether a record's person is to be forgotten.
   *
   * @throws BadFieldException if they are
   */
  public void checkUser(String field, String id) throws BadFieldException {
    if (forgotten.user(id)) {
      throw new BadFieldException(field, Reason.FORGOTTEN, "");
    }
  }

  /** What is to be forgotten. */
  public Forgotten forgotten() {
    return forgotten;
  }

  /**
   * Refuses one record.
   *
   * @param file where it stands
   * @param line the line it begins in, from 1
   * @param field the column that is wrong, or empty when the record as a whole is
   * @param detail what was found; may be empty
   * @param excerpt the record's beginning; cut and freed of control characters here
   * @throws BadRecordException in strict mode, after writing the line
   */
  public void add(
      Path file, long line, String field, Reason reason, String detail, String excerpt) {
    total++;
    counts.merge(reason, 1L, Long::sum);
    if (reason == Reason.FORGOTTEN) {
      return;
    }
    String shortDetail = clip(detail);
    String shortExcerpt = clip(excerpt);
    if (forgotten.isEmpty()) {
      examples.computeIfAbsent(
          reason, r -> new Example(line, clip(field), shortDetail, shortExcerpt));
    }
    write(file, line, field, reason, shortDetail, shortExcerpt);
    if (total >= most) {
      throw new BadRecordException(
          file
              + ":"
              + line
              + ": "
              + (field.isEmpty() ? "" : "field '" + clip(field) + "': ")
              + reason.sentence()
              + (shortDetail.isEmpty() ? "" : " (" + shortDetail + ")")
              + "; the record begins: "
              + shortExcerpt);
    }
  }

  /** Refuses a row for one of its fields. */
  public void add(Path file, Row row, BadFieldException bad) {
    add(file, row.line(), bad.field(), bad.reason(), bad.getMessage(), row.excerpt());
  }

  private void write(
      Path file, long line, String field, Reason reason, String detail, String excerpt) {
    if (out == null) {
      return;
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("file", file.toString());
    entry.put("line", line);
    boolean quiet = !forgotten.isEmpty();
    entry.put("field", clip(field));
    entry.put("reason", reason.code());
    entry.put("detail", quiet || detail.isEmpty() ? reason.sentence() : detail);
    entry.put("excerpt", quiet ? "" : excerpt);
    try {
      out.write(Json.line(entry));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the list of refused records", e);
    }
  }

  /** How many were refused so far. */
  public long total() {
    return total;
  }

  /** How many for each reason, by its {@link Reason#code()}; reasons that never came are absent. */
  public Map<String, Long> counts() {
    Map<String, Long> result = new LinkedHashMap<>();
    counts.forEach((reason, count) -> result.put(reason.code(), count));
    return Collections.unmodifiableMap(result);
  }

  /** The first for each reason, by its {@link Reason#code()}, in the order of {@link #counts}. */
  public Map<String, Example> examples() {
    Map<String, Example> result = new LinkedHashMap<>();
    examples.forEach((reason, example) -> result.put(reason.code(), example));
    return Collections.unmodifiableMap(result);
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }

  /**
   * At most {@link #EXCERPT} characters, controls as blanks, halves of surrogate pairs as question
   * marks.
   */
  static String clip(String text) {
    int end = 0;
    StringBuilder kept = new StringBuilder(Math.min(text.length(), EXCERPT) + 1);
    while (end < text.length() && end < EXCERPT) {
      int c = text.codePointAt(end);
      boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      kept.appendCodePoint(Character.isISOControl(c) ? ' ' : half ? '?' : c);
      end += Character.charCount(c);
    }
    return text.length() > end ? kept.append('…').toString() : kept.toString();
  }
}
