package org.llmrec.retrieve.internal;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fi.FinnishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.hu.HungarianLightStemFilter;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.ScandinavianFoldingFilter;
import org.apache.lucene.analysis.no.NorwegianLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.llmrec.retrieve.Language;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;

/** What a language does to the words of a text. Thread-safe. */
final class LanguageRules {
  private static final CharArraySet ITALIAN_ARTICLES =
      CharArraySet.unmodifiableSet(
          new CharArraySet(
              List.of(
                  "c", "l", "all", "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl",
                  "dagl", "degl", "negl", "sugl", "un", "m", "t", "s", "v", "d"),
              true));

  private final Language language;
  private final CharArraySet stopWords;
  private final CharArraySet articles;
  private final NormalizeCharMap characters;
  private final UnaryOperator<TokenStream> stem;

  private LanguageRules(Language language, CharArraySet articles, UnaryOperator<TokenStream> stem) {
    this.language = language;
    this.stopWords = StopWords.of(language);
    this.articles = articles;
    this.characters = map(language);
    this.stem = stem;
  }

  /** The rules of a language. */
  static LanguageRules of(Language language) {
    return switch (language) {
      case ENGLISH -> plain(language, KStemFilter::new);
      case NONE, CJK -> plain(language, terms -> terms);
      case GERMAN -> plain(language, GermanLightStemFilter::new);
      case FRENCH ->
          new LanguageRules(language, FrenchAnalyzer.DEFAULT_ARTICLES, FrenchLightStemFilter::new);
      case SPANISH -> plain(language, SpanishLightStemFilter::new);
      case ITALIAN -> new LanguageRules(language, ITALIAN_ARTICLES, ItalianLightStemFilter::new);
      case PORTUGUESE -> plain(language, PortugueseLightStemFilter::new);
      case DUTCH -> plain(language, terms -> new SnowballFilter(terms, new DutchStemmer()));
      case RUSSIAN -> plain(language, RussianLightStemFilter::new);
      case SWEDISH -> plain(language, SwedishLightStemFilter::new);
      case DANISH -> plain(language, terms -> new SnowballFilter(terms, new DanishStemmer()));
      case NORWEGIAN -> plain(language, NorwegianLightStemFilter::new);
      case FINNISH -> plain(language, FinnishLightStemFilter::new);
      case HUNGARIAN -> plain(language, HungarianLightStemFilter::new);
    };
  }

  private static LanguageRules plain(Language language, UnaryOperator<TokenStream> stem) {
    return new LanguageRules(language, CharArraySet.EMPTY_SET, stem);
  }

  /** Unicode's rules would keep "Wars:Episode" and "space_opera" in one word. */
  private static NormalizeCharMap map(Language language) {
    NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
    builder.add(":", " ");
    builder.add("_", " ");
    if (language == Language.RUSSIAN) {
      builder.add("ё", "е");
      builder.add("Ё", "Е");
    }
    return builder.build();
  }

  /** What is done to the text before it is cut into words. */
  NormalizeCharMap characters() {
    return characters;
  }

  /** From words to terms. */
  TokenStream terms(TokenStream words, boolean query) {
    TokenStream stream = language == Language.ENGLISH ? new EnglishPossessiveFilter(words) : words;
    if (language == Language.CJK) {
      stream = new CJKWidthFilter(stream);
    }
    stream = new LowerCaseFilter(stream);
    if (!articles.isEmpty()) {
      stream = new ElisionFilter(stream, articles);
    }
    stream =
        switch (language) {
          case GERMAN -> new GermanNormalizationFilter(stream);
          case SWEDISH, DANISH, NORWEGIAN -> new ScandinavianFoldingFilter(stream);
          case CJK -> bigrams(stream, query);
          default -> stream;
        };
    return stem.apply(new ASCIIFoldingFilter(stream));
  }

  /**
   * The catalogue has single characters too, for the query that is but one; any other query goes by
   * its pairs alone, which say more.
   */
  private static TokenStream bigrams(TokenStream words, boolean query) {
    int scripts =
        CJKBigramFilter.HAN
            | CJKBigramFilter.HIRAGANA
            | CJKBigramFilter.KATAKANA
            | CJKBigramFilter.HANGUL;
    return new CJKBigramFilter(words, scripts, !query);
  }

  /** Whether a query can do without this word, as it was typed. */
  boolean isStopWord(String word) {
    String folded = StopWords.fold(word);
    int apostrophe = Math.max(folded.lastIndexOf('\''), folded.lastIndexOf('’'));
    return stopWords.contains(folded)
        || (apostrophe > 0
            && articles.contains(folded.substring(0, apostrophe))
            && stopWords.contains(folded.substring(apostrophe + 1)));
  }
}
