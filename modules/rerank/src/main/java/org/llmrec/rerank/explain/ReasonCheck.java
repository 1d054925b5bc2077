package org.llmrec.rerank.explain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrec.rerank.ground.Rung;
import org.llmrec.rerank.ground.TitleIndex;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;

/**
 * Looks at a reason. A run of up to eight words is taken for a title if it begins and ends with a
 * capital or a number, the catalogue knows it, and neither the item's fields nor the history have
 * those words in a row; a sentence's first word alone is none. Thread-safe.
 */
final class ReasonCheck {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]++(?:['’]\\p{L}++)?+");
  private static final int MOST_WORDS = 8;

  private final TitleIndex titles;
  private final int maxCharacters;

  ReasonCheck(TitleIndex titles, int maxCharacters) {
    this.titles = titles;
    this.maxCharacters = maxCharacters;
  }

  /** A word and where it stands. */
  private record Word(String text, int from, int to) {
    boolean number() {
      return text.chars().anyMatch(Character::isDigit);
    }

    boolean title() {
      return Character.isUpperCase(text.codePointAt(0)) || number();
    }
  }

  /**
   * The first flaw found; empty for none.
   *
   * @param reason as it would be shown
   */
  Optional<Flaw> flaw(String reason, ItemFields item, History history) {
    if (reason.isBlank() || row(reason).equals(row(item.title()))) {
      return Optional.of(Flaw.MISSING);
    }
    if (reason.codePointCount(0, reason.length()) > maxCharacters) {
      return Optional.of(Flaw.TOO_LONG);
    }
    List<String> known = known(item, history);
    Set<String> numbers = new HashSet<>();
    known.forEach(text -> words(text).forEach(word -> numbers.add(small(word.text()))));
    List<Word> words = words(reason);
    for (Word word : words) {
      if (word.number() && !numbers.contains(small(word.text()))) {
        return Optional.of(Flaw.FOREIGN_NUMBER);
      }
    }
    return foreignTitle(reason, words, known.stream().map(ReasonCheck::row).toList())
        ? Optional.of(Flaw.FOREIGN_TITLE)
        : Optional.empty();
  }

  private static List<String> known(ItemFields item, History history) {
    List<String> known = new ArrayList<>(List.of(item.title(), item.description()));
    known.addAll(item.keywords());
    for (HistoryItem met : history.items()) {
      known.add(met.title());
      known.addAll(met.keywords());
    }
    return known;
  }

  private boolean foreignTitle(String reason, List<Word> words, List<String> known) {
    for (int first = 0; first < words.size(); first++) {
      int most = Math.min(words.size(), first + MOST_WORDS);
      for (int last = first; last < most && words.get(first).title(); last++) {
        Word from = words.get(first);
        Word to = words.get(last);
        boolean opening = first == last && startsSentence(reason, from.from());
        String span = reason.substring(from.from(), to.to());
        if (to.title()
            && !opening
            && titles.spelled(span, id -> false).rung() != Rung.INVALID
            && known.stream().noneMatch(text -> text.contains(row(span)))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean startsSentence(String text, int at) {
    int before = at - 1;
    while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
      before--;
    }
    return before < 0 || ".!?:".indexOf(text.charAt(before)) >= 0;
  }

  /** The words in small letters with a blank before, between and behind. */
  private static String row(String text) {
    StringBuilder row = new StringBuilder(" ");
    words(text).forEach(word -> row.append(small(word.text())).append(' '));
    return row.toString();
  }

  private static String small(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFKC)
        .replace('’', '\'')
        .toLowerCase(Locale.ROOT);
  }

  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(new Word(matcher.group(), matcher.start(), matcher.end()));
    }
    return words;
  }
}
