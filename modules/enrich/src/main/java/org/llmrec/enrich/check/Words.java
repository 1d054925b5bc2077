package org.llmrec.enrich.check;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words of a text, also where a script sets no blanks between them. */
public final class Words {
  private Words() {}

  /**
   * How long a text is in words: runs between blanks with a letter or digit in them; in scripts
   * without blanks two characters of Chinese or Japanese count as a word, or four of Thai and its
   * like.
   */
  public static int count(String text) {
    int words = 0;
    int ideographs = 0;
    int syllables = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int width = unspaced(c);
      if (width == 0) {
        if (Character.isWhitespace(c)) {
          inWord = false;
        } else if (!inWord && Character.isLetterOrDigit(c)) {
          inWord = true;
          words++;
        }
      } else {
        inWord = false;
        ideographs += width == 2 ? 1 : 0;
        syllables += width == 4 ? 1 : 0;
      }
    }
    return words + (ideographs + 1) / 2 + (syllables + 3) / 4;
  }

  /** In small letters, without punctuation; characters of scripts without blanks one by one. */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String lower = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); ) {
      int c = lower.codePointAt(i);
      i += Character.charCount(c);
      boolean alone = unspaced(c) > 0;
      if (!alone
          && (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK)) {
        word.appendCodePoint(c);
        continue;
      }
      if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
      if (alone) {
        words.add(Character.toString(c));
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  /** Characters to a word; 0 in scripts with blanks. */
  private static int unspaced(int c) {
    if (c < 0x0E00) {
      return 0;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA -> 2;
      case THAI, LAO, KHMER, MYANMAR -> 4;
      default -> 0;
    };
  }
}
