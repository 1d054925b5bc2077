package org.llmrec.rerank.ground;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Short names by which a prompt calls its items, found by the words that they are made of. */
final class Labels {
  /**
   * A label in a text.
   *
   * @param label which
   * @param tokens how many tokens it takes
   * @param exact whether it is written with the same capitals
   */
  record Hit(int label, int tokens, boolean exact) {}

  private final List<String> labels;
  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Integer> folded = new HashMap<>();

  /** How many tokens labels have, the most first. */
  private final Set<Integer> lengths = new TreeSet<>((a, b) -> b - a);

  private final int longest;

  /**
   * Takes them.
   *
   * @throws IllegalArgumentException if one has no letter or digit, or two are the same
   */
  Labels(List<String> labels) {
    this.labels = labels;
    int most = 0;
    Set<String> twice = new HashSet<>();
    for (int i = 0; i < labels.size(); i++) {
      Tokens tokens = new Tokens(labels.get(i));
      String key = key(tokens, 0, tokens.size());
      if (key.isEmpty() || exact.put(key, i) != null) {
        throw new IllegalArgumentException(
            "labels: expected each with a letter or digit and none twice, found \""
                + labels.get(i)
                + "\"");
      }
      String small = key.toLowerCase(Locale.ROOT);
      if (folded.put(small, i) != null) {
        twice.add(small);
      }
      lengths.add(tokens.size());
      most = Math.max(most, key.length());
    }
    folded.keySet().removeAll(twice);
    longest = most;
  }

  private static String key(Tokens tokens, int first, int count) {
    if (count == 1) {
      return tokens.word(first);
    }
    StringBuilder key = new StringBuilder();
    for (int i = first; i < first + count; i++) {
      key.append(i == first ? "" : " ").append(tokens.word(i));
    }
    return key.toString();
  }

  /** The longest label that begins with that token; null for none. */
  Hit at(Tokens tokens, int token) {
    for (int count : lengths) {
      if (token + count > tokens.size()
          || tokens.to(token + count - 1) - tokens.from(token) > 2 * longest + 8) {
        continue;
      }
      String key = key(tokens, token, count);
      Integer label = exact.get(key);
      if (label != null) {
        return new Hit(label, count, true);
      }
      label = folded.get(key.toLowerCase(Locale.ROOT));
      if (label != null) {
        return new Hit(label, count, false);
      }
    }
    return null;
  }

  /** Whether it is one letter, which may also be a word. */
  boolean letter(int label) {
    String name = labels.get(label);
    return name.codePointCount(0, name.length()) == 1 && Character.isLetter(name.codePointAt(0));
  }

  /** Whether a token is a label. */
  boolean has(String word) {
    return exact.containsKey(word);
  }

  String name(int label) {
    return labels.get(label);
  }
}
