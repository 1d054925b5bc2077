package org.llmrec.lab.arm;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.llmrec.lab.arm.TitleForms.Form;

/**
 * One item's title as a regular expression over plain text ({@link Words#plain}): the forms of the
 * title, and the longer titles of other items around them, which are found so as to be left alone.
 */
final class TitlePattern {
  private static final int ALWAYS_ORDINARY = 2;
  private static final String NO_WORD = "[^\\p{L}\\p{N}]";
  private static final String BEFORE = "(?<![\\p{L}\\p{N}])";
  private static final String AFTER = "(?![\\p{L}\\p{N}])";

  /** "Dumb & Dumber" is also called "Dumb and Dumber". */
  private static final String BETWEEN =
      "(?:" + NO_WORD + "{1,5}|" + NO_WORD + "{1,3}(?i:and)" + NO_WORD + "{1,3})";

  /** A group for each alternative. */
  private final Pattern pattern;

  private final int[] ownGroups;

  private TitlePattern(List<Alternative> alternatives) {
    this.pattern =
        Pattern.compile(
            alternatives.stream().map(a -> "(" + a.regex() + ")").collect(Collectors.joining("|")));
    this.ownGroups =
        IntStream.range(0, alternatives.size())
            .filter(i -> alternatives.get(i).own())
            .map(i -> i + 1)
            .toArray();
  }

  /** One title to look for, and whether it is the item's. */
  private record Alternative(int words, String regex, boolean own) {}

  static TitlePattern of(String item, TitleBook book) {
    TitleForms title = book.forms(item);
    List<Form> own = title.forms().stream().filter(form -> !book.isAnothers(form, item)).toList();
    SequencedMap<String, Alternative> byKey = new LinkedHashMap<>();
    for (Form form : own) {
      boolean ordinary =
          book.isOrdinary(form, item)
              || (form.words().size() == 1 && form.key().length() <= ALWAYS_ORDINARY);
      byKey.put(
          form.key(),
          new Alternative(form.words().size(), regex(form, title.year(), ordinary), true));
    }
    // Sorted, for they come out of a hash set.
    Map<String, Alternative> others = new TreeMap<>();
    for (Form form : own) {
      for (List<String> words : book.longerThan(form, item)) {
        String regex = BEFORE + anyCase(words) + AFTER;
        others.put(Words.key(words), new Alternative(words.size(), regex, false));
      }
    }
    others.forEach(byKey::putIfAbsent);
    return new TitlePattern(
        byKey.values().stream()
            // At one place the title with the most words is meant.
            .sorted(Comparator.comparingInt(Alternative::words).reversed())
            .toList());
  }

  private static String regex(Form form, String year, boolean ordinary) {
    String name = ordinary ? asWritten(form.words()) : anyCase(form.words());
    // An initial, as in "James M. Cain", is no title of one letter.
    name += form.key().length() == 1 ? AFTER + "(?!\\.)" : AFTER;
    StringBuilder regex = new StringBuilder(BEFORE);
    if (form.article().isEmpty()) {
      regex.append(name);
    } else {
      String article = Pattern.quote(form.article());
      regex.append("(?:(?iu:").append(article).append(")").append(NO_WORD).append("{1,3}");
      regex.append(name).append("|").append(name);
      regex.append("(?:,\\s?").append(article).append(AFTER).append(")?)");
    }
    if (!year.isEmpty()) {
      regex.append("(?:\\s?\\(").append(year).append("\\))?");
    }
    return regex.toString();
  }

  private static String anyCase(List<String> words) {
    return "(?iu:" + joined(words, Pattern::quote) + ")";
  }

  /** Every word with its first letter as in the title: "MatchMaker" is also "Matchmaker". */
  private static String asWritten(List<String> words) {
    return joined(
        words,
        word -> {
          int first = word.offsetByCodePoints(0, 1);
          String start = Pattern.quote(word.substring(0, first));
          return start + "(?iu:" + Pattern.quote(word.substring(first)) + ")";
        });
  }

  private static String joined(List<String> words, UnaryOperator<String> regex) {
    int last = words.size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> i == 0 || i == last || !Words.small(words.get(i)).equals("and"))
        .mapToObj(i -> regex.apply(words.get(i)))
        .collect(Collectors.joining(BETWEEN));
  }

  /**
   * Puts something else in the place of every mention.
   *
   * @param plain as long as {@code text}
   */
  String replace(String text, String plain, String instead) {
    if (ownGroups.length == 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (Matcher matcher = pattern.matcher(plain); matcher.find(); ) {
      if (IntStream.of(ownGroups).anyMatch(group -> matcher.start(group) >= 0)) {
        out.append(text, copied, matcher.start()).append(instead);
        copied = matcher.end();
      }
    }
    return out.append(text, copied, text.length()).toString();
  }
}
