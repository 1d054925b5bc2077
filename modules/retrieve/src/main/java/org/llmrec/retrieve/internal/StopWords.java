package org.llmrec.retrieve.internal;

import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.llmrec.retrieve.Language;

/** The small words of the languages, without their accents. */
final class StopWords {
  private StopWords() {}

  /** Lucene's list for a language, and for English more. */
  static CharArraySet of(Language language) {
    return switch (language) {
      case ENGLISH -> english();
      case NONE -> CharArraySet.EMPTY_SET;
      case GERMAN -> folded(GermanAnalyzer.getDefaultStopSet());
      case FRENCH -> folded(FrenchAnalyzer.getDefaultStopSet());
      case SPANISH -> folded(SpanishAnalyzer.getDefaultStopSet());
      case ITALIAN -> folded(ItalianAnalyzer.getDefaultStopSet());
      case PORTUGUESE -> folded(PortugueseAnalyzer.getDefaultStopSet());
      case DUTCH -> folded(DutchAnalyzer.getDefaultStopSet());
      case RUSSIAN -> folded(RussianAnalyzer.getDefaultStopSet());
      case SWEDISH -> folded(SwedishAnalyzer.getDefaultStopSet());
      case DANISH -> folded(DanishAnalyzer.getDefaultStopSet());
      case NORWEGIAN -> folded(NorwegianAnalyzer.getDefaultStopSet());
      case FINNISH -> folded(FinnishAnalyzer.getDefaultStopSet());
      case HUNGARIAN -> folded(HungarianAnalyzer.getDefaultStopSet());
      case CJK -> folded(CJKAnalyzer.getDefaultStopSet());
    };
  }

  /**
   * Lucene's list and the other small words that people ask in; "matches: about" is no reason. As
   * they leave only the query, and never all of it, a long list hides no item.
   */
  private static CharArraySet english() {
    CharArraySet words = new CharArraySet(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET, true);
    words.addAll(
        List.of(
            "about", "any", "from", "had", "has", "have", "he", "her", "him", "his", "how", "i",
            "i'm", "its", "me", "my", "our", "she", "so", "some", "than", "them", "those", "us",
            "we", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "would",
            "you", "your"));
    return CharArraySet.unmodifiableSet(words);
  }

  private static CharArraySet folded(CharArraySet words) {
    CharArraySet folded = new CharArraySet(words.size(), false);
    for (Object word : words) {
      folded.add(fold(new String((char[]) word)));
    }
    return CharArraySet.unmodifiableSet(folded);
  }

  /** In lower case and without accents. */
  static String fold(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    // One character becomes four at most.
    char[] folded = new char[4 * lower.length()];
    int length = ASCIIFoldingFilter.foldToASCII(lower.toCharArray(), 0, folded, 0, lower.length());
    return new String(folded, 0, length);
  }
}
