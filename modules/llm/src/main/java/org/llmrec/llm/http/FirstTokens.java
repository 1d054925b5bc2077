package org.llmrec.llm.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * Scores answers by the first token that the model would write.
 *
 * <p>A token is compared by its text without the blanks around it, case counts, and it stands for
 * an answer that begins with it; of several such the longest that is shown is taken, as that is how
 * tokenizers cut. Tokens that differ only by blanks ({@code "yes"} and {@code " yes"}) are two ways
 * to write the same, so their probabilities are added. A token that begins two answers tells
 * nothing about either: it is passed over where they show others, and an error where it is all they
 * show.
 */
final class FirstTokens {
  private final Map<String, Double> shown;

  private FirstTokens(Map<String, Double> shown) {
    this.shown = shown;
  }

  /**
   * Refuses answers of which one begins with another: their first token may be the same.
   *
   * @throws ConfigException naming two
   */
  static void check(List<String> answers) {
    for (String one : answers) {
      for (String other : answers) {
        if (!one.equals(other) && other.strip().startsWith(one.strip())) {
          throw ambiguous(one, other);
        }
      }
    }
  }

  /** What a server shows of the first token; empty where it shows nothing. */
  static FirstTokens read(JsonNode choice) {
    JsonNode first = choice.path("logprobs").path("content").path(0);
    Map<String, Double> sums = new HashMap<>();
    for (JsonNode token : first.path("top_logprobs")) {
      add(sums, token);
    }
    if (sums.isEmpty()) {
      add(sums, first);
    }
    return new FirstTokens(sums);
  }

  private static void add(Map<String, Double> sums, JsonNode token) {
    String text = token.path("token").asText("").strip();
    double p = token.path("logprob").asDouble(Double.NaN);
    if (!text.isEmpty() && !Double.isNaN(p)) {
      sums.merge(text, p, FirstTokens::logSum);
    }
  }

  private static double logSum(double a, double b) {
    double most = Math.max(a, b);
    return most == Double.NEGATIVE_INFINITY
        ? most
        : most + Math.log1p(Math.exp(Math.min(a, b) - most));
  }

  boolean isEmpty() {
    return shown.isEmpty();
  }

  /**
   * Natural log-probabilities in the order of the answers, at most 0; empty where none of its
   * tokens was shown.
   *
   * @throws ConfigException if two answers show only a token that begins both
   */
  List<OptionalDouble> score(List<String> answers) {
    List<OptionalDouble> scores = new ArrayList<>();
    Map<String, String> sharedBy = new HashMap<>();
    for (String answer : answers) {
      String own = "";
      String shared = "";
      for (String token : shown.keySet()) {
        if (answer.strip().startsWith(token)) {
          if (beginners(token, answers).size() == 1) {
            own = longer(own, token);
          } else {
            shared = longer(shared, token);
          }
        }
      }
      if (own.isEmpty() && !shared.isEmpty()) {
        String other = sharedBy.put(shared, answer);
        if (other != null) {
          throw ambiguous(other, answer);
        }
      }
      scores.add(
          own.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Math.min(0, shown.get(own))));
    }
    return scores;
  }

  private static Set<String> beginners(String token, List<String> answers) {
    Set<String> found = new HashSet<>();
    for (String answer : answers) {
      if (answer.strip().startsWith(token)) {
        found.add(answer);
      }
    }
    return found;
  }

  private static String longer(String a, String b) {
    return b.length() > a.length() ? b : a;
  }

  private static ConfigException ambiguous(String one, String other) {
    return new ConfigException(
        OptionCode.OPTION_VALUE,
        "expected answers that differ in their first token, found \""
            + one
            + "\" and \""
            + other
            + "\"; choose others, such as A and B");
  }
}
