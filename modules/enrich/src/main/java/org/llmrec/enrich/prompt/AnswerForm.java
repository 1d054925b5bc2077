package org.llmrec.enrich.prompt;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a field's text has to look like. The bounds are wider than what a prompt asks for: models
 * count badly, and a text that is a few words over is no reason to pay for another.
 *
 * @param kind running text or tags
 * @param min the fewest words of a text, or tags
 * @param max the most words of a text, or tags
 */
public record AnswerForm(Kind kind, int min, int max) {
  /** The most words of a tag. */
  public static final int MAX_TAG_WORDS = 6;

  /** The most characters of a tag. */
  public static final int MAX_TAG_CHARACTERS = 60;

  private static final Pattern LINE = Pattern.compile("(text|tags) +([0-9]{1,4})-([0-9]{1,4})");

  /** English has six characters a word with its blank, German seven. */
  private static final int CHARACTERS_PER_WORD = 9;

  /**
   * English has four and more characters a token; small models in a loop write three and a half.
   */
  private static final int CHARACTERS_PER_TOKEN = 3;

  /** The most words that a prompt may allow: llama.cpp makes no grammar of 2,000 repetitions. */
  static final int MOST_WORDS = 200;

  /** The most tags that a prompt may allow. */
  static final int MOST_TAGS = 40;

  /** Running text or tags. */
  public enum Kind {
    /** One paragraph. */
    TEXT,
    /** Lower-case tags, separated by a comma and a space. */
    TAGS;

    /** In lower case: how headers, settings and JSON answers name it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the bounds. */
  public AnswerForm {
    if (min < 1 || max < min) {
      throw new IllegalArgumentException(
          "expected 1 or more and a most, found " + min + ", " + max);
    }
  }

  /** What a prompt has that states no bounds. */
  public static AnswerForm usual(Kind kind) {
    return kind == Kind.TAGS ? new AnswerForm(kind, 3, 20) : new AnswerForm(kind, 3, 160);
  }

  /**
   * Reads {@code text 3-120} or {@code tags 5-15}; empty for anything else, and for more than 200
   * words or 40 tags.
   */
  public static Optional<AnswerForm> parse(String line) {
    Matcher matcher = LINE.matcher(line.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int min = Integer.parseInt(matcher.group(2));
    int max = Integer.parseInt(matcher.group(3));
    Kind kind = matcher.group(1).equals("text") ? Kind.TEXT : Kind.TAGS;
    int most = kind == Kind.TEXT ? MOST_WORDS : MOST_TAGS;
    return min < 1 || max < min || max > most
        ? Optional.empty()
        : Optional.of(new AnswerForm(kind, min, max));
  }

  /** The most characters (code points) of a text, or of all tags as they are kept. */
  public int maxCharacters() {
    return max * (kind == Kind.TAGS ? MAX_TAG_CHARACTERS + 2 : CHARACTERS_PER_WORD);
  }

  /**
   * Tokens that the longest answer of this form needs. A model that loops goes on to the last
   * character its schema allows; were it cut off before that, its answer would be no JSON.
   */
  int tokens() {
    return 40 + Math.ceilDiv(maxCharacters(), CHARACTERS_PER_TOKEN);
  }
}
