package org.llmrec.core.error;

import java.util.Objects;

/**
 * What a reader who met an error finds about it, as in {@code docs/errors.md}.
 *
 * @param exit what the command line ends with, from 1 on
 * @param title a line without a full stop
 * @param meaning what has happened, in sentences
 * @param advice what to do, in sentences
 */
public record ErrorPage(int exit, String title, String meaning, String advice) {
  /** Refuses a page with nothing on it. */
  public ErrorPage {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(meaning, "meaning");
    Objects.requireNonNull(advice, "advice");
  }
}
