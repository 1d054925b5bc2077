package org.llmrec.core.error;

/**
 * The root of all that this library throws on purpose. The message is one sentence for a person:
 * what was expected, what was found, where, what to do.
 */
public class LlmrecException extends RuntimeException {

  /** With a message only. */
  public LlmrecException(String message) {
    super(message);
  }

  /** With the exception that led to it. */
  public LlmrecException(String message, Throwable cause) {
    super(message, cause);
  }
}
