package org.llmrec.rerank.ground;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Several titles in one line. Linear in it. */
final class OneLineList {
  private static final Set<String> ANNOUNCING =
      Set.of(
          "answer",
          "recommendations",
          "recommend",
          "picks",
          "list",
          "titles",
          "movies",
          "films",
          "books",
          "suggestions",
          "items");

  /** Two commas may stand within one title; from here on they part titles. */
  private static final int FEWEST = 3;

  private OneLineList() {}

  /** What stands in quotes; else what numbers, semicolons or commas part; else the whole. */
  static List<String> entries(String line) {
    List<String> numbered = numbered(line);
    if (numbered.size() > 1) {
      return numbered;
    }
    String list = ListLine.of(announced(line)).text();
    List<String> quoted = quoted(list);
    if (!quoted.isEmpty()) {
      return quoted;
    }
    if (list.indexOf(';') >= 0) {
      return List.of(list.split(";"));
    }
    String[] parts = list.split(", ");
    if (parts.length >= FEWEST) {
      return Arrays.stream(parts).map(OneLineList::withoutAnd).toList();
    }
    return List.of(list);
  }

  private static String announced(String line) {
    int colon = line.indexOf(": ");
    if (colon < 0) {
      return line;
    }
    Tokens words = new Tokens(line.substring(0, colon));
    for (int i = 0; i < words.size(); i++) {
      if (ANNOUNCING.contains(words.small(i))) {
        return line.substring(colon + 2).strip();
      }
    }
    return line;
  }

  /** Parted by 1., 2., 3. and on. */
  private static List<String> numbered(String line) {
    List<String> entries = new ArrayList<>();
    int from = line.indexOf("1. ");
    for (int n = 2; from >= 0; n++) {
      String mark = " " + n + ". ";
      int next = line.indexOf(mark, from);
      int start = from + (n - 1 + ". ").length() + (n > 2 ? 1 : 0);
      entries.add(line.substring(start, next < 0 ? line.length() : next).strip());
      from = next;
    }
    return entries;
  }

  private static List<String> quoted(String line) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < line.length(); ) {
      boolean apart = i == 0 || !Character.isLetterOrDigit(line.charAt(i - 1));
      if (!apart || !LenientQuote.opens(line.charAt(i)) || !ends(line, i)) {
        i++;
        continue;
      }
      LenientQuote quoted =
          LenientQuote.read(line, i, ",.;:!?-–—()[]&" + "abcdefghijklmnopqrstuvwxyz");
      if (!quoted.text().isBlank()) {
        entries.add(quoted.text());
      }
      i = quoted.end();
    }
    return entries;
  }

  /** A mark with a blank behind it ends something. */
  private static boolean ends(String line, int at) {
    return at + 1 < line.length() && line.charAt(at + 1) > ' ';
  }

  private static String withoutAnd(String part) {
    String text = part.strip();
    return text.toLowerCase(Locale.ROOT).startsWith("and ") ? text.substring(4) : text;
  }
}
