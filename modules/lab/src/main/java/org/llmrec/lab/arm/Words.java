package org.llmrec.lab.arm;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text as title matching sees it: runs of letters and digits, accents off. */
final class Words {
  private Words() {}

  /** Composed form: the same letters, one character each where Unicode has it. */
  static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * Takes the accents off, character by character, so that positions stay.
   *
   * @param composed from {@link #composed}
   * @return of equal length
   */
  static String plain(String composed) {
    StringBuilder plain = new StringBuilder(composed);
    for (int i = 0; i < composed.length(); i++) {
      char c = composed.charAt(i);
      if (c >= 0x80 && Character.isLetter(c)) {
        String parts = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
        if (parts.length() > 1 && Character.isLetter(parts.charAt(0))) {
          plain.setCharAt(i, parts.charAt(0));
        }
      }
    }
    return plain.toString();
  }

  /** The words of a text in their order and letter case, accents off. */
  static List<String> of(String text) {
    String plain = plain(composed(text));
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < plain.length(); ) {
      int c = plain.codePointAt(i);
      if (Character.isLetterOrDigit(c)) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        words.add(plain.substring(start, i));
        start = -1;
      }
      i += Character.charCount(c);
    }
    if (start >= 0) {
      words.add(plain.substring(start));
    }
    return words;
  }

  /** The word in small letters. */
  static String small(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** The words in small letters with blanks between: equal for what only case keeps apart. */
  static String key(List<String> words) {
    return small(String.join(" ", words));
  }
}
