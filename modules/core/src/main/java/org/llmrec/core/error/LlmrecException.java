package org.llmrec.core.error;

import java.util.Objects;

/**
 * The root of all that this library throws on purpose. The message is one sentence for a person:
 * what was expected, what was found, where, what to do. The code says which error it is to programs
 * and to whoever looks it up in {@code docs/errors.md}.
 */
public class LlmrecException extends RuntimeException {
  private final ErrorCode code;

  /** With a code and a sentence; a cause may be given by {@link #initCause} still. */
  public LlmrecException(ErrorCode code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** With the exception that led to it, or null. */
  public LlmrecException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** Which error it is. */
  public final ErrorCode code() {
    return code;
  }
}
