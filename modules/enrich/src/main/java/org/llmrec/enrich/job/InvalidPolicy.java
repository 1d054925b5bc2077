package org.llmrec.enrich.job;

import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;

/** What becomes of an answer that is still wrong after its repair. */
public enum InvalidPolicy {
  /** Kept for the report, and not used. */
  DISCARD,
  /** Used all the same, if there is a text. */
  WARN,
  /** Kept as a failure, and the job stops. */
  FAIL;

  /**
   * By its name in a configuration.
   *
   * @throws ConfigException if it is none
   */
  public static InvalidPolicy parse(String name) {
    for (InvalidPolicy policy : values()) {
      if (policy.name().toLowerCase(Locale.ROOT).equals(name)) {
        return policy;
      }
    }
    throw new ConfigException(
        "expected one of " + List.of("discard", "warn", "fail") + ", found \"" + name + "\"");
  }
}
