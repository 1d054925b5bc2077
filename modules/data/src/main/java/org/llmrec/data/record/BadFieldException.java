package org.llmrec.data.record;

/**
 * A field cannot be used. Checked, because every caller has to decide what becomes of the record;
 * without a stack trace, because millions may be thrown.
 */
public final class BadFieldException extends Exception {
  private final String field;
  private final Reason reason;

  /**
   * Names the field.
   *
   * @param field the column as the file calls it, or what it should have been
   * @param reason the kind of trouble
   * @param detail what was found, for a person; may be empty
   */
  public BadFieldException(String field, Reason reason, String detail) {
    super(detail, null, false, false);
    this.field = field;
    this.reason = reason;
  }

  /** The column. */
  public String field() {
    return field;
  }

  /** The kind of trouble. */
  public Reason reason() {
    return reason;
  }
}
