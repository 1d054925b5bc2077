package org.llmrec.rerank.ground;

import java.util.Optional;
import java.util.Set;
import org.llmrec.llm.text.RawAnswer;

/**
 * Finds an English yes or no. It counts as the answer's first word, as the only word of a line, or
 * where it is said to be the answer ("The answer is yes."); elsewhere "no" is too common a word.
 * Stateless and thread-safe.
 */
public final class YesNo {
  private static final Set<String> KEYS =
      Set.of("answer", "output", "response", "verdict", "prediction", "result");

  private YesNo() {}

  /**
   * Yes as true, no as false.
   *
   * @param answer what the model wrote, with thoughts, fences and all
   * @return empty where it says neither, both ("yes or no"), or one thing here and another there
   */
  public static Optional<Boolean> parse(String answer) {
    Tokens tokens = new Tokens(RawAnswer.unfenced(RawAnswer.plain(answer)));
    Optional<Boolean> found = Optional.empty();
    for (int i = 0; i < tokens.size(); i++) {
      Optional<Boolean> word = word(tokens, i);
      if (word.isEmpty() || !counts(tokens, i)) {
        continue;
      }
      if (other(tokens, i, word.get()) || (found.isPresent() && !found.equals(word))) {
        return Optional.empty();
      }
      found = word;
    }
    return found;
  }

  private static Optional<Boolean> word(Tokens tokens, int token) {
    return switch (tokens.small(token)) {
      case "yes" -> Optional.of(true);
      case "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static boolean counts(Tokens tokens, int token) {
    if (token == 0) {
      return true;
    }
    if (breaks(tokens, token - 1) && (token + 1 == tokens.size() || breaks(tokens, token))) {
      return true;
    }
    String before = tokens.small(token - 1);
    return KEYS.contains(before)
        || (before.equals("is") && token > 1 && KEYS.contains(tokens.small(token - 2)));
  }

  private static boolean breaks(Tokens tokens, int token) {
    return tokens.any(tokens.to(token), tokens.from(token + 1), "\n\r");
  }

  /** Whether the opposite follows at once, with at most "and" or "or" between. */
  private static boolean other(Tokens tokens, int token, boolean said) {
    int next = token + 1;
    if (next < tokens.size() && Set.of("and", "or").contains(tokens.small(next))) {
      next++;
    }
    return next < tokens.size()
        && !tokens.any(tokens.to(token), tokens.from(next), "\n\r.")
        && word(tokens, next).filter(word -> word != said).isPresent();
  }
}
