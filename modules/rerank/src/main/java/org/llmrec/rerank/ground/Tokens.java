package org.llmrec.rerank.ground;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/** The runs of letters and digits of a text, from the left. One pass, linear in the text. */
final class Tokens {
  final String text;
  private int[] from = new int[16];
  private int[] to = new int[16];
  private int size;

  Tokens(String text) {
    this.text = text;
    int start = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean part = Character.isLetterOrDigit(c) || (start >= 0 && mark(c));
      if (part && start < 0) {
        start = i;
      } else if (!part && start >= 0) {
        add(start, i);
        start = -1;
      }
      i += Character.charCount(c);
    }
    if (start >= 0) {
      add(start, text.length());
    }
  }

  private static boolean mark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private void add(int start, int end) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      to = Arrays.copyOf(to, 2 * size);
    }
    from[size] = start;
    to[size++] = end;
  }

  int size() {
    return size;
  }

  int from(int token) {
    return from[token];
  }

  int to(int token) {
    return to[token];
  }

  /** Where the token before ends; the text's beginning for the first. */
  int gapBefore(int token) {
    return token == 0 ? 0 : to[token - 1];
  }

  /** Where the next token begins; the text's end for the last. */
  int gapAfter(int token) {
    return token + 1 < size ? from[token + 1] : text.length();
  }

  /** As written, in Unicode's compatibility form, so that a wide digit is a digit. */
  String word(int token) {
    String word = text.substring(from[token], to[token]);
    return Normalizer.isNormalized(word, Normalizer.Form.NFKC)
        ? word
        : Normalizer.normalize(word, Normalizer.Form.NFKC);
  }

  /** The same in small letters; nothing for one that is longer than any word asked for. */
  String small(int token) {
    return to[token] - from[token] > 20 ? "" : word(token).toLowerCase(Locale.ROOT);
  }

  boolean digits(int token) {
    for (int i = from[token]; i < to[token]; i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The character at a place of the text; 0 outside. */
  char at(int place) {
    return place < 0 || place >= text.length() ? 0 : text.charAt(place);
  }

  /** Whether one of the characters is within a stretch of the text. */
  boolean any(int start, int end, String characters) {
    for (int i = start; i < end; i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
