package org.llmrec.core.error;

/**
 * The caller asked for something that cannot be: an unknown key, an option out of range, a file
 * that is not there. Nothing was started. The command line exits with 2.
 */
public final class ConfigException extends LlmrecException {

  /** With a message only. */
  public ConfigException(String message) {
    super(message);
  }

  /** With the exception that led to it. */
  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
