package org.llmrec.retrieve;

import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.llmrec.retrieve.internal.CatalogueAnalyzer;

/**
 * How texts and queries become terms, for whoever compares {@link CatalogueSearch} with another
 * index: both then differ in how they score and in nothing else. Thread-safe.
 */
public final class WordAnalysis {
  private final CatalogueAnalyzer analyzer;

  /** Of English texts. */
  public WordAnalysis() {
    this(Language.ENGLISH);
  }

  /** Of texts in that language. */
  public WordAnalysis(Language language) {
    this.analyzer = new CatalogueAnalyzer(language);
  }

  /** What the texts of a catalogue are indexed with. */
  public Analyzer analyzer() {
    return analyzer;
  }

  /**
   * The terms that {@link CatalogueSearch#words(String, int)} looks for: different ones, in the
   * order of the text, at most 64, and stop words only when there is nothing else.
   */
  public List<String> terms(String query) {
    return analyzer.query(query).terms().stream().map(CatalogueAnalyzer.QueryTerm::term).toList();
  }
}
