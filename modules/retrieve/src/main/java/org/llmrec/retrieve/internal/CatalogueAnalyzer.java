package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.llmrec.retrieve.Language;

/**
 * From text to terms, for catalogue and query alike.
 *
 * <p>Unicode words, parted at colons and underscores too; lower case; accents folded, because
 * people type "Amelie" for "Amélie"; then the language's stemming. Folding comes first, so that a
 * word has the same term with its accents and without.
 *
 * <p>Stop words stay in the index, where BM25 gives them next to no weight, and leave the query
 * unless it has nothing else: a film called "It" can be found. Thread-safe.
 */
public final class CatalogueAnalyzer extends Analyzer {
  /** A query has at most this many different terms; the rest is dropped and said. */
  public static final int MAX_TERMS = 64;

  /** The field that stands for a query, where a language tells the two apart. */
  private static final String QUERY = "query";

  private final LanguageRules rules;

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
  public CatalogueAnalyzer(Language language) {
    super(PER_FIELD_REUSE_STRATEGY);
    this.rules = LanguageRules.of(language);
  }

  @Override
  protected Reader initReader(String field, Reader reader) {
    return new MappingCharFilter(rules.characters(), reader);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    StandardTokenizer tokenizer = new StandardTokenizer();
    return new TokenStreamComponents(tokenizer, rules.terms(tokenizer, field.equals(QUERY)));
  }

  /** The terms of what a person typed. Nothing in it is an operator. */
  public QueryTerms query(String text) {
    List<QueryTerm> content = new ArrayList<>();
    List<QueryTerm> stops = new ArrayList<>();
    Set<String> met = new HashSet<>();
    Set<QueryPair> neighbours = new LinkedHashSet<>();
    String before = null;
    boolean cut = false;
    try (TokenStream stream = tokenStream(QUERY, text)) {
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
        List<QueryTerm> kind = rules.isStopWord(word) ? stops : content;
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
