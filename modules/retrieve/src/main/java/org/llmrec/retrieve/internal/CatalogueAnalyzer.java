package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * From text to terms, for catalogue and query alike.
 *
 * <p>Unicode words, parted at colons and underscores too; possessive {@code 's} off; lower case;
 * accents folded, because people type "Amelie" for "Amélie"; then Krovetz stemming, which finds
 * "robots" by "robot" but, unlike Porter's in Lucene's EnglishAnalyzer, only yields words of its
 * lexicon and so keeps "universe" apart from "university".
 *
 * <p>Stop words stay in the index, where BM25 gives them next to no weight, and leave the query
 * unless it has nothing else: a film called "It" can be found. Thread-safe.
 */
public final class CatalogueAnalyzer extends Analyzer {
  /** A query has at most this many different terms; the rest is dropped and said. */
  public static final int MAX_TERMS = 64;

  /** Unicode's rules would keep "Wars:Episode" and "space_opera" in one word. */
  private static final NormalizeCharMap SEPARATORS = separators();

  private static final CharArraySet STOP_WORDS = stopWords();

  /**
   * One word of a query.
   *
   * @param word as the person wrote it
   * @param term as the index has it
   */
  public record QueryTerm(String word, String term) {}

  /** Two terms that stand side by side in a query. */
  public record QueryPair(String first, String second) {}

  /**
   * A query, analysed.
   *
   * @param terms different terms in the order of the text
   * @param pairs neighbours in the text that both are among the terms, each pair once
   * @param cut whether there were more than {@link #MAX_TERMS}
   */
  public record QueryTerms(List<QueryTerm> terms, List<QueryPair> pairs, boolean cut) {}

  /** There is one kind of analysis for all fields. */
  public CatalogueAnalyzer() {
    super(GLOBAL_REUSE_STRATEGY);
  }

  /**
   * Lucene's list and the other small words that people ask in; "matches: about" is no reason. As
   * they leave only the query, and never all of it, a long list hides no item.
   */
  private static CharArraySet stopWords() {
    CharArraySet words = new CharArraySet(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET, true);
    words.addAll(
        List.of(
            "about", "any", "from", "had", "has", "have", "he", "her", "him", "his", "how", "i",
            "i'm", "its", "me", "my", "our", "she", "so", "some", "than", "them", "those", "us",
            "we", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "would",
            "you", "your"));
    return CharArraySet.unmodifiableSet(words);
  }

  private static NormalizeCharMap separators() {
    NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
    builder.add(":", " ");
    builder.add("_", " ");
    return builder.build();
  }

  @Override
  protected Reader initReader(String field, Reader reader) {
    return new MappingCharFilter(SEPARATORS, reader);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    StandardTokenizer tokenizer = new StandardTokenizer();
    TokenStream stream = new EnglishPossessiveFilter(tokenizer);
    stream = new LowerCaseFilter(stream);
    stream = new ASCIIFoldingFilter(stream);
    stream = new KStemFilter(stream);
    return new TokenStreamComponents(tokenizer, stream);
  }

  /** The terms of what a person typed. Nothing in it is an operator. */
  public QueryTerms query(String text) {
    List<QueryTerm> content = new ArrayList<>();
    List<QueryTerm> stops = new ArrayList<>();
    Set<String> met = new HashSet<>();
    Set<QueryPair> neighbours = new LinkedHashSet<>();
    String before = null;
    boolean cut = false;
    try (TokenStream stream = tokenStream("query", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        if (before != null && neighbours.size() < MAX_TERMS) {
          neighbours.add(new QueryPair(before, term.toString()));
        }
        before = term.toString();
        if (!met.add(term.toString())) {
          continue;
        }
        String word = text.substring(offset.startOffset(), offset.endOffset());
        List<QueryTerm> kind = STOP_WORDS.contains(word.toLowerCase(Locale.ROOT)) ? stops : content;
        if (kind.size() < MAX_TERMS) {
          kind.add(new QueryTerm(word, term.toString()));
        } else {
          cut |= kind == content;
        }
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string failed", e);
    }
    List<QueryTerm> terms = List.copyOf(content.isEmpty() ? stops : content);
    Set<String> kept = terms.stream().map(QueryTerm::term).collect(Collectors.toSet());
    List<QueryPair> pairs =
        neighbours.stream()
            .filter(pair -> kept.contains(pair.first()) && kept.contains(pair.second()))
            .toList();
    return new QueryTerms(terms, pairs, cut);
  }
}
