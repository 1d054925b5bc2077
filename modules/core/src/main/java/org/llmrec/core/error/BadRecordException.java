package org.llmrec.core.error;

/** A record was refused and the caller had asked to stop at the first. */
public final class BadRecordException extends LlmrecException {

  /** With a message that names file, line, field and reason. */
  public BadRecordException(String message) {
    super(DataCode.RECORD_REFUSED, message);
  }
}
