package org.llmrec.rerank.ground;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A title without what people write one way or another.
 *
 * @param key in small letters, without accents, punctuation and a leading English article; an
 *     article behind a comma is put in front; never blank unless the title is
 * @param year of {@code (1999)} at the end
 * @param bynames keys of the title without what is in parentheses, of what is in them, and of what
 *     is before "; or,"
 */
record TitleForm(String key, OptionalInt year, List<String> bynames) {
  /** What is in parentheses and shorter is a number or a note. */
  private static final int FEWEST_LETTERS = 3;

  private static final Set<String> ENGLISH_ARTICLES = Set.of("the", "a", "an");

  /** That catalogues put behind a comma. */
  private static final Set<String> ARTICLES =
      Set.of(
          "the", "a", "an", "le", "la", "les", "l'", "un", "une", "el", "los", "las", "una", "il",
          "lo", "gli", "i", "der", "die", "das", "ein", "eine", "den", "det", "de", "het", "een",
          "o", "os", "as");

  /** Letters that Unicode does not take apart. */
  private static final Map<Integer, String> PLAIN =
      Map.of(
          (int) 'ø', "o", (int) 'ł', "l", (int) 'đ', "d", (int) 'ð', "d", (int) 'þ', "th",
          (int) 'æ', "ae", (int) 'œ', "oe", (int) 'ı', "i", (int) '&', " and ");

  static TitleForm of(String title) {
    String text = title.strip();
    OptionalInt year = OptionalInt.empty();
    int end = text.length();
    if (end > 6 && ")]".indexOf(text.charAt(end - 1)) >= 0 && year(text, end - 5) >= 0) {
      year = OptionalInt.of(year(text, end - 5));
      text = text.substring(0, end - 6).strip();
    }
    Set<String> bynames = new LinkedHashSet<>();
    StringBuilder outside = new StringBuilder();
    int from = 0;
    for (int open = text.indexOf('('); open >= 0; open = text.indexOf('(', from)) {
      int close = text.indexOf(')', open);
      if (close < 0) {
        break;
      }
      outside.append(text, from, open).append(' ');
      if (open > 0) {
        String inner = key(withoutAka(text.substring(open + 1, close).strip()));
        bynames.add(inner.length() < FEWEST_LETTERS ? "" : inner);
      }
      from = close + 1;
    }
    if (from > 0) {
      String main = key(outside.append(text.substring(from)).toString());
      bynames.add(main);
    }
    int or = text.indexOf("; or,");
    if (or > 0) {
      bynames.add(key(text.substring(0, or)));
    }
    String key = key(text);
    bynames.removeIf(name -> name.isEmpty() || name.equals(key));
    return new TitleForm(key, year, List.copyOf(bynames));
  }

  private static String withoutAka(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    for (String aka : List.of("a.k.a. ", "a.k.a ", "aka ")) {
      if (small.startsWith(aka)) {
        return text.substring(aka.length());
      }
    }
    return text;
  }

  private static int year(String text, int at) {
    if ("([".indexOf(text.charAt(at - 1)) < 0) {
      return -1;
    }
    int year = 0;
    for (int i = at; i < at + 4; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      year = 10 * year + c - '0';
    }
    return year;
  }

  static String key(String title) {
    String text = title.strip();
    int comma = text.lastIndexOf(',');
    if (comma > 0) {
      String article = text.substring(comma + 1).strip().replace('’', '\'');
      if (ARTICLES.contains(article.toLowerCase(Locale.ROOT))) {
        String space = article.endsWith("'") ? "" : " ";
        text = article + space + text.substring(0, comma);
      }
    }
    String key = folded(text);
    int blank = key.indexOf(' ');
    return blank > 0 && ENGLISH_ARTICLES.contains(key.substring(0, blank))
        ? key.substring(blank + 1)
        : key;
  }

  /** Letters, digits and signs of money in small plain letters, single blanks between. */
  static String folded(String text) {
    String apart =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    StringBuilder key = new StringBuilder(apart.length());
    boolean gap = false;
    int run = 0;
    for (int i = 0; i < apart.length(); ) {
      int c = apart.codePointAt(i);
      i += Character.charCount(c);
      // The points of E.T. part no words.
      boolean initial = c == '.' && run == 1 && Character.isLetter(key.charAt(key.length() - 1));
      if (initial) {
        run = 0;
      }
      if (initial || unseen(c)) {
        continue;
      }
      String plain = PLAIN.getOrDefault(c, kept(c) ? Character.toString(c) : " ");
      for (int p = 0; p < plain.length(); p++) {
        if (plain.charAt(p) == ' ') {
          gap = true;
          run = 0;
          continue;
        }
        if (gap && !key.isEmpty()) {
          key.append(' ');
        }
        gap = false;
        run++;
        key.append(plain.charAt(p));
      }
    }
    return key.toString();
  }

  private static boolean unseen(int c) {
    return (c >= 0x300 && c <= 0x36F)
        || "'’‘`".indexOf(c) >= 0
        || Character.getType(c) == Character.FORMAT;
  }

  private static boolean kept(int c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.CURRENCY_SYMBOL;
  }
}
