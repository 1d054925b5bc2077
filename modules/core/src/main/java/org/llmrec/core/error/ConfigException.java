package org.llmrec.core.error;

/**
 * The caller asked for something that cannot be: an unknown key, an option out of range, a file
 * that is not there. Nothing was started.
 */
public final class ConfigException extends LlmrecException {

  /** With a code and a sentence. */
  public ConfigException(ErrorCode code, String message) {
    super(code, message);
  }

  /** With the exception that led to it. */
  public ConfigException(ErrorCode code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
