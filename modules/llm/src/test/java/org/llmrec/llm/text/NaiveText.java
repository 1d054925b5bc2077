package org.llmrec.llm.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@link VisibleText} says of itself, rule after rule over lists of characters. */
public final class NaiveText {
  private static final int ZWNJ = 0x200C;
  private static final int ZWJ = 0x200D;

  private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\x1c-\\x1f\\x0b\\x85\u2800]");
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{C}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u3164\uFE00-\uFE0F\uFFA0"
              + "\\x{E0000}-\\x{E0FFF}]");
  private static final Pattern MARK = Pattern.compile("[\\p{Mn}\\p{Me}]");

  private NaiveText() {}

  /** As the class documents {@link VisibleText#of}. */
  public static String of(String text, int limit) {
    List<Integer> seen = new ArrayList<>();
    for (int c : text.codePoints().toArray()) {
      String s = new String(Character.toChars(c));
      if (BLANK.matcher(s).matches()) {
        seen.add((int) ' ');
      } else if (c == ZWNJ || c == ZWJ) {
        seen.add(c);
      } else if (!UNSEEN.matcher(s).matches()) {
        seen.add(c);
      }
    }
    List<Integer> marked = new ArrayList<>();
    int marks = 0;
    for (int c : seen) {
      boolean mark = MARK.matcher(Character.toString(c)).matches();
      marks = mark ? marks + 1 : joiner(c) ? marks : 0;
      if (!mark || marks <= 6) {
        marked.add(c);
      }
    }
    // Joiners stay where both neighbours are visible; of several the first.
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < marked.size(); i++) {
      int c = marked.get(i);
      if (!joiner(c) || (i > 0 && !joiner(marked.get(i - 1)) && visible(marked, i))) {
        joined.appendCodePoint(c);
      }
    }
    String clean = joined.toString().replaceAll(" +", " ").strip();
    int[] points = clean.codePoints().toArray();
    boolean cut = points.length > limit;
    if (cut) {
      clean = new String(points, 0, limit).replaceAll("[ \u200C\u200D]\\z", "");
    }
    String composed = Normalizer.normalize(clean, Normalizer.Form.NFC);
    int[] after = composed.codePoints().toArray();
    if (after.length > limit) {
      return new String(after, 0, limit) + "…";
    }
    return composed + (cut ? "…" : "");
  }

  private static boolean joiner(int c) {
    return c == ZWNJ || c == ZWJ;
  }

  private static boolean visible(List<Integer> points, int joiner) {
    int before = joiner == 0 ? ' ' : points.get(joiner - 1);
    int next = joiner + 1;
    while (next < points.size() && joiner(points.get(next))) {
      next++;
    }
    return before != ' ' && next < points.size() && points.get(next) != ' ';
  }
}
