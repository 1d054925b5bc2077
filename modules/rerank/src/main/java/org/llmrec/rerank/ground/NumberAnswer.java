package org.llmrec.rerank.ground;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.llmrec.llm.text.RawAnswer;

/**
 * Finds the number that an answer gives, as prompts for a rating ask for: {@code 4}, {@code 4.5},
 * {@code 4,5}, {@code Rating: 4/5}, {@code 4 out of 5}. Stateless and thread-safe.
 */
public final class NumberAnswer {
  private static final Set<String> KEYS =
      Set.of("rating", "score", "answer", "rate", "prediction", "predicted", "stars", "output");

  /** More digits than any number within bounds has; it is out of range, whatever it is. */
  private static final int MOST_DIGITS = 15;

  /**
   * A number of the answer.
   *
   * @param value what it is
   * @param of the number after a stroke or "out of", NaN for none
   * @param key whether a word such as "rating" is directly before it
   */
  private record Number(double value, double of, boolean key) {}

  private NumberAnswer() {}

  /**
   * The number. One that a word such as "rating" comes before wins over one that is given "out of
   * {@code max}", that over one that the answer begins with, and that over the only one there is.
   * The bounds themselves, named as such ("from 1 to 5"), are no answer.
   *
   * @param answer what the model wrote, with thoughts, fences and all
   * @param min the least that counts
   * @param max the most that counts
   * @return empty where there is none, where there are several to choose from, where it is out of
   *     bounds, or on another scale ("8/10" for a {@code max} of 5)
   */
  public static OptionalDouble parse(String answer, double min, double max) {
    Tokens tokens = new Tokens(RawAnswer.unfenced(RawAnswer.plain(answer)));
    List<Number> numbers = numbers(tokens, min, max);
    List<Number> chosen = numbers.stream().filter(Number::key).toList();
    if (chosen.isEmpty()) {
      chosen = numbers.stream().filter(number -> number.of == max).toList();
    }
    if (chosen.isEmpty() && tokens.size() > 0 && tokens.digits(0) && !numbers.isEmpty()) {
      chosen = numbers.subList(0, 1);
    }
    if (chosen.isEmpty()) {
      chosen = numbers;
    }
    if (chosen.isEmpty()
        || chosen.stream().mapToDouble(Number::value).distinct().count() > 1
        || chosen.stream().anyMatch(n -> !Double.isNaN(n.of) && n.of != max)) {
      return OptionalDouble.empty();
    }
    double value = chosen.get(0).value;
    return value >= min && value <= max ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static List<Number> numbers(Tokens tokens, double min, double max) {
    List<Number> numbers = new ArrayList<>();
    for (int i = 0; i < tokens.size(); ) {
      if (!tokens.digits(i)) {
        i++;
        continue;
      }
      int last = last(tokens, i);
      double value = value(tokens, i, last);
      int next = afterJoin(tokens, last, Set.of("star", "stars", "points", "out", "of"), "/");
      if (next > 0) {
        int end = last(tokens, next);
        numbers.add(new Number(value, value(tokens, next, end), key(tokens, i)));
        i = end + 1;
        continue;
      }
      next = afterJoin(tokens, last, Set.of("to"), "-–—");
      if (next > 0) {
        int end = last(tokens, next);
        if (value != min || value(tokens, next, end) != max) {
          // "3 to 4" leaves it open.
          numbers.add(new Number(Double.NaN, Double.NaN, key(tokens, i)));
        }
        i = end + 1;
        continue;
      }
      numbers.add(new Number(value, Double.NaN, key(tokens, i)));
      i = last + 1;
    }
    return numbers;
  }

  /** The token that ends a number: the second of "4.5". */
  private static int last(Tokens tokens, int first) {
    int next = first + 1;
    return next < tokens.size()
            && tokens.digits(next)
            && tokens.from(next) == tokens.to(first) + 1
            && ".,".indexOf(tokens.at(tokens.to(first))) >= 0
        ? next
        : first;
  }

  private static double value(Tokens tokens, int first, int last) {
    String whole = tokens.word(first);
    String part = last > first ? tokens.word(last) : "";
    boolean thousands = last > first && part.length() == 3 && tokens.at(tokens.to(first)) == ',';
    char before = tokens.at(tokens.from(first) - 1);
    char earlier = tokens.at(tokens.from(first) - 2);
    double sign =
        (before == '-' || before == '−') && !Character.isLetterOrDigit(earlier) && earlier != '-'
            ? -1
            : 1;
    if (whole.length() + part.length() > MOST_DIGITS) {
      return sign * Double.POSITIVE_INFINITY;
    }
    return sign * digits(whole + part) / (thousands ? 1 : Math.pow(10, part.length()));
  }

  /** Any script's digits. */
  private static double digits(String digits) {
    double value = 0;
    for (int i = 0; i < digits.length(); i++) {
      value = 10 * value + Character.digit(digits.charAt(i), 10);
    }
    return value;
  }

  /** The number that follows one behind those words or one of those characters; -1 for none. */
  private static int afterJoin(Tokens tokens, int last, Set<String> words, String characters) {
    int next = last + 1;
    boolean joined = false;
    while (next < tokens.size() && next <= last + words.size()) {
      if (!words.contains(tokens.small(next))) {
        break;
      }
      joined |= Set.of("of", "to").contains(tokens.small(next));
      next++;
    }
    if (next >= tokens.size() || !tokens.digits(next)) {
      return -1;
    }
    for (int i = tokens.to(next - 1); i < tokens.from(next); i++) {
      char c = tokens.at(i);
      if (characters.indexOf(c) >= 0) {
        joined = true;
      } else if (c != ' ') {
        return -1;
      }
    }
    return joined ? next : -1;
  }

  private static boolean key(Tokens tokens, int token) {
    int before = token - 1;
    while (before >= 0
        && before > token - 3
        && Set.of("is", "be", "of", "it", "as", "a").contains(tokens.small(before))) {
      before--;
    }
    return before >= 0 && KEYS.contains(tokens.small(before));
  }
}
