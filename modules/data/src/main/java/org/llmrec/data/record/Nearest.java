package org.llmrec.data.record;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {
  private static final int LONGEST = 100;

  private Nearest() {}

  /**
   * The known name with the smallest edit distance, case aside; the first of several. Empty when
   * nothing is near, that is when more than half of the characters would have to change.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(fold(name), fold(candidate));
      int allowed = Math.max(1, Math.max(name.length(), candidate.length()) / 2);
      if (distance <= allowed && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** A clause for an error message: {@code "; did you mean 'x'?"}, or nothing. */
  public static String hint(String name, Collection<String> known) {
    return of(name, known).map(n -> "; did you mean '" + n + "'?").orElse("");
  }

  private static String fold(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.length() > LONGEST ? lower.substring(0, LONGEST) : lower;
  }

  /** Levenshtein's distance, row by row. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
