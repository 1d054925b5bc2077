package org.llmrec.lab.run.evaluate;

import org.llmrec.data.protocol.EvaluationCase;

/**
 * Whose case it is. Protocols may ask about one user several times, with ids such as {@code
 * u7/held-out} or {@code u7/history-3}; statistics pair by user, here {@code u7}.
 */
public final class Units {
  private static final String RANKED = "ranked:";
  private static final String HISTORY = "history:";

  private Units() {}

  /** The user's id, or the query's. */
  public static String of(EvaluationCase asked) {
    for (String slice : asked.slices()) {
      String suffix =
          slice.startsWith(RANKED)
              ? "/" + slice.substring(RANKED.length())
              : slice.startsWith(HISTORY) ? "/history-" + slice.substring(HISTORY.length()) : "";
      if (!suffix.isEmpty() && asked.id().endsWith(suffix)) {
        return asked.id().substring(0, asked.id().length() - suffix.length());
      }
    }
    return asked.id();
  }

  /** Whether the same user is asked elsewhere with the same history and other candidates. */
  public static boolean differsInCandidatesOnly(EvaluationCase asked) {
    return !ranked(asked).isEmpty();
  }

  /** What is ranked, where a protocol asks for several rankings; else empty. */
  public static String ranked(EvaluationCase asked) {
    return asked.slices().stream()
        .filter(slice -> slice.startsWith(RANKED))
        .map(slice -> slice.substring(RANKED.length()))
        .findFirst()
        .orElse("");
  }
}
