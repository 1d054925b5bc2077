package org.llmrec.rerank.ground;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the labels of an answer. A label counts only where it is a whole word and no part of a
 * decimal, a date, a compound or a name's initials; {@code A} and {@code I} don't count where they
 * are English words; in running text a single letter has to be written as the label is.
 *
 * <p>Every gap between two words is looked at a fixed number of times: linear in the answer.
 */
final class Mentions {
  private static final Set<String> NOUNS =
      Set.of(
          "passage",
          "passages",
          "document",
          "doc",
          "item",
          "candidate",
          "option",
          "choice",
          "movie",
          "film",
          "book",
          "product",
          "number",
          "no",
          "label",
          "id",
          "text",
          "the");

  private static final Set<String> CONNECTORS =
      Set.of("and", "then", "or", "followed", "by", "next", "finally", "lastly");

  /** What may follow a label that is a word of its own, but not the article or the pronoun. */
  private static final Set<String> PREDICATES =
      Set.of(
          "is", "has", "wins", "because", "since", "fits", "matches", "seems", "looks", "over",
          "and", "or", "then", "better", "than");

  private static final Set<String> KEYS =
      Set.of(
          "answer",
          "output",
          "response",
          "verdict",
          "winner",
          "final",
          "preference",
          "choose",
          "select",
          "prefer",
          "pick");

  /** Words that may stand between such a key and the label. */
  private static final Set<String> FILLERS = Set.of("is", "be", "would", "my", "more", "relevant");

  private static final String SEPARATORS = ",;>|/&→≻»=\"'“”„‘’«‹›[](){}*_`#.:-–—•~+";
  private static final String ENDS = ").:]-–—|";
  private static final String QUOTES = "\"'“”„‘’«»`";
  private static final int FILLERS_LOOKED_AT = 4;

  private final Tokens tokens;
  private final Labels labels;
  private final boolean[] numbering;

  private Mentions(Tokens tokens, Labels labels) {
    this.tokens = tokens;
    this.labels = labels;
    this.numbering = new boolean[tokens.size()];
  }

  /** All of a text, in order. */
  static List<Mention> of(String text, Labels labels) {
    Mentions mentions = new Mentions(new Tokens(text), labels);
    mentions.findNumbering();
    return mentions.all();
  }

  private List<Mention> all() {
    List<Mention> all = new ArrayList<>();
    int chain = 0;
    int line = 0;
    int behind = -1;
    boolean strongBehind = false;
    for (int i = 0; i < tokens.size(); ) {
      line += i > 0 && !sameLine(i - 1, i) ? 1 : 0;
      Labels.Hit hit = numbering[i] ? null : labels.at(tokens, i);
      if (hit == null || !counts(i, hit)) {
        i++;
        continue;
      }
      int last = i + hit.tokens() - 1;
      boolean strong = strong(i, last);
      if (behind < 0 || !joined(behind, i) || strays(behind, strongBehind, i, strong)) {
        chain++;
      }
      boolean starts = startsLine(i);
      all.add(
          new Mention(
              hit.label(),
              chain,
              line,
              strong,
              starts && ended(last),
              starts && endsLine(last),
              verdict(i)));
      behind = last;
      strongBehind = strong;
      i = last + 1;
    }
    return all;
  }

  /**
   * Whether a number beside a label in brackets belongs to a title, as the second of {@code [1] 12
   * Monkeys}, or the last of a line before the next one's label.
   */
  private boolean strays(int behind, boolean strongBehind, int next, boolean strong) {
    if (strong == strongBehind) {
      return false;
    }
    boolean within = true;
    for (int i = behind; i < next; i++) {
      if (!sameLine(i, i + 1)) {
        return true;
      }
      within &= !tokens.any(tokens.to(i), tokens.from(i + 1), ENDS);
      if (tokens.any(tokens.to(i), tokens.from(i + 1), ",;>|→≻=&")) {
        return false;
      }
    }
    return !within;
  }

  private boolean counts(int first, Labels.Hit hit) {
    int last = first + hit.tokens() - 1;
    if (strong(first, last) || (startsLine(first) && endsLine(last))) {
      return true;
    }
    if (hit.tokens() > 1) {
      return true;
    }
    if (tokens.digits(first)) {
      return number(first);
    }
    if (!labels.letter(hit.label())) {
      return true;
    }
    return (hit.exact() || verdict(first)) && !compound(first) && !english(first);
  }

  /** A count, and no part of a decimal, a fraction, a time, a sum of money or a thousand. */
  private boolean number(int token) {
    char before = tokens.at(tokens.from(token) - 1);
    char after = tokens.at(tokens.to(token));
    if ((".:/".indexOf(before) >= 0 && Character.isDigit(tokens.at(tokens.from(token) - 2)))
        || (".:/".indexOf(after) >= 0 && Character.isDigit(tokens.at(tokens.to(token) + 1)))
        || "$€£".indexOf(before) >= 0
        || after == '%'
        || ("-'’".indexOf(after) >= 0 && Character.isLetter(tokens.at(tokens.to(token) + 1)))) {
      return false;
    }
    boolean thousands =
        after == ','
            && token + 1 < tokens.size()
            && tokens.from(token + 1) == tokens.to(token) + 1
            && tokens.to(token + 1) - tokens.from(token + 1) == 3
            && tokens.digits(token + 1);
    return !thousands || labels.has(tokens.word(token + 1));
  }

  private boolean compound(int token) {
    char before = tokens.at(tokens.from(token) - 1);
    char after = tokens.at(tokens.to(token));
    return ("-&.'’".indexOf(before) >= 0 && Character.isLetter(tokens.at(tokens.from(token) - 2)))
        || ("-&.'’".indexOf(after) >= 0 && Character.isLetter(tokens.at(tokens.to(token) + 1)));
  }

  private boolean english(int token) {
    String word = tokens.word(token);
    if (!(word.equals("A") || word.equals("I")) || token + 1 == tokens.size() || noun(token - 1)) {
      return false;
    }
    for (int i = tokens.to(token); i < tokens.gapAfter(token); i++) {
      if (tokens.at(i) != ' ') {
        return false;
      }
    }
    return !PREDICATES.contains(tokens.small(token + 1)) && labels.at(tokens, token + 1) == null;
  }

  /** The first of the nouns that stand directly before a token, or the token. */
  private int withNouns(int token) {
    int first = token;
    while (first > 0 && token - first < 2 && noun(first - 1) && sameLine(first - 1, first)) {
      first--;
    }
    return first;
  }

  private boolean noun(int token) {
    return token >= 0 && NOUNS.contains(tokens.small(token));
  }

  private boolean sameLine(int token, int next) {
    return !tokens.any(tokens.to(token), tokens.from(next), "\n\r");
  }

  private boolean strong(int first, int last) {
    int start = tokens.from(withNouns(first));
    int left = start;
    while (left > tokens.gapBefore(withNouns(first)) && !blank(tokens.at(left - 1))) {
      left--;
    }
    int end = tokens.to(last);
    int right = end;
    while (right < tokens.gapAfter(last) && !blank(tokens.at(right))) {
      right++;
    }
    return tokens.any(left, start, "[")
        || tokens.any(end, right, "]")
        || (tokens.any(left, start, "{") && tokens.any(end, right, "}"))
        || (tokens.any(left, start, "*") && tokens.any(end, right, "*"))
        || (tokens.any(left, start, QUOTES) && tokens.any(end, right, QUOTES));
  }

  private static boolean blank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private boolean startsLine(int token) {
    int first = withNouns(token);
    return first == 0
        || !sameLine(first - 1, first)
        || (numbering[first - 1] && sameLine(first - 1, first));
  }

  /** Whether something sets it apart from the word that follows in its line. */
  private boolean ended(int last) {
    for (int i = tokens.to(last); i < tokens.gapAfter(last); i++) {
      char c = tokens.at(i);
      if (c == '\n' || c == '\r' || ENDS.indexOf(c) >= 0) {
        return true;
      }
    }
    return last + 1 == tokens.size();
  }

  private boolean endsLine(int last) {
    return last + 1 == tokens.size() || !sameLine(last, last + 1);
  }

  private boolean verdict(int token) {
    int first = withNouns(token);
    for (int i = first - 1; i >= 0 && i >= first - FILLERS_LOOKED_AT; i--) {
      if (!sameLine(i, i + 1) && !tokens.any(tokens.to(i), tokens.from(i + 1), ":")) {
        return false;
      }
      String word = tokens.small(i);
      if (KEYS.contains(word)) {
        return true;
      }
      if (!FILLERS.contains(word) && !NOUNS.contains(word)) {
        return false;
      }
    }
    return false;
  }

  /** Whether nothing but separators and words like "and" lie between two tokens. */
  private boolean joined(int behind, int next) {
    for (int i = behind; i < next; i++) {
      for (int place = tokens.to(i); place < tokens.from(i + 1); place++) {
        char c = tokens.at(place);
        if (!blank(c) && SEPARATORS.indexOf(c) < 0) {
          return false;
        }
      }
      if (i + 1 < next
          && !numbering[i + 1]
          && !noun(i + 1)
          && !CONNECTORS.contains(tokens.small(i + 1))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Numbers that only count the lines: 1, 2, 3 and on, most of them before a label. Where they are
   * before something else, they are the labels themselves.
   */
  private void findNumbering() {
    List<Integer> heads = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.digits(i)
          && ".):".indexOf(tokens.at(tokens.to(i))) >= 0
          && tokens.at(tokens.to(i)) != 0
          && (i == 0 || !sameLine(i - 1, i))) {
        heads.add(i);
      }
    }
    int before = 0;
    for (int h = 0; h < heads.size(); h++) {
      if (!tokens.word(heads.get(h)).equals(Integer.toString(h + 1))) {
        return;
      }
      before += labelFollows(heads.get(h), heads.size() == 1) ? 1 : 0;
    }
    if (2 * before > heads.size()) {
      heads.forEach(head -> numbering[head] = true);
    }
  }

  private boolean labelFollows(int head, boolean only) {
    int next = head + 1;
    while (next < tokens.size() && next < head + 3 && noun(next) && sameLine(next - 1, next)) {
      next++;
    }
    if (next >= tokens.size() || !sameLine(next - 1, next)) {
      return false;
    }
    Labels.Hit hit = labels.at(tokens, next);
    if (hit == null) {
      return false;
    }
    int last = next + hit.tokens() - 1;
    return strong(next, last) || (only ? endsLine(last) : ended(last));
  }
}
