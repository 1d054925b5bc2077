package org.llmrec.data.record;

import org.llmrec.data.packed.PackedFiles;

/**
 * What no file may go beyond, whatever its format; docs/formats.md has them as a table. A record
 * beyond a limit is refused like any other bad record, a file that is as a whole beyond one with a
 * sentence. How far a packed file may unpack is in {@link PackedFiles}.
 */
public final class Limits {
  /** The longest record, in bytes; of tagged text and Parquet, in characters. */
  public static final int RECORD_BYTES = 16 << 20;

  /** The most columns of a table. */
  public static final int COLUMNS = 10_000;

  /** The deepest nesting of a JSON record: one that goes deeper is out to exhaust the stack. */
  public static final int JSON_DEPTH = 64;

  /**
   * The most tokens of a JSON record: names, values, and the brackets around them. That is about
   * 100,000 fields.
   */
  public static final int JSON_TOKENS = 200_000;

  /** The most digits of a number in JSON. */
  public static final int NUMBER_DIGITS = 1_000;

  /** The longest name of a field in JSON, in characters. */
  public static final int NAME_CHARACTERS = 50_000;

  /** The longest id, in UTF-16 code units. */
  public static final int ID_CHARACTERS = 1_024;

  /** The most lines that a quoted field of a table may span. */
  public static final int QUOTED_LINES = 10_000;

  private Limits() {}
}
