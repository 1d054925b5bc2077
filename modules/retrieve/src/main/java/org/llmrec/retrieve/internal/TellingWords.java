package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;

/**
 * The words of a text that tell it from others, by term frequency times inverse document frequency
 * (Salton and Buckley, 1988), the frequency damped by its logarithm.
 */
public final class TellingWords {
  private final CatalogueAnalyzer analyzer;

  /** With the analyzer that the index was written with. */
  public TellingWords(CatalogueAnalyzer analyzer) {
    this.analyzer = analyzer;
  }

  /** How often a term stands in a text, and how it is written where it does first. */
  private record Counted(String word, int times) {
    Counted more() {
      return new Counted(word, times + 1);
    }
  }

  private record Weighed(String word, double weight) {}

  /**
   * The most telling first, equal ones in the order of the text.
   *
   * @param most how many at most
   * @return as they stand in the text; without those that only one item has
   */
  public List<String> of(IndexReader reader, String text, int most) throws IOException {
    List<Weighed> weighed = new ArrayList<>();
    for (Map.Entry<String, Counted> term : count(text).entrySet()) {
      int having = reader.docFreq(new Term(IndexFields.ANY, term.getKey()));
      if (having > 1) {
        double rarity = Math.log(1 + (double) reader.maxDoc() / having);
        double weight = (1 + Math.log(term.getValue().times())) * rarity;
        weighed.add(new Weighed(term.getValue().word(), weight));
      }
    }
    weighed.sort(Comparator.comparingDouble((Weighed word) -> -word.weight()));
    return weighed.stream().limit(most).map(Weighed::word).toList();
  }

  private Map<String, Counted> count(String text) throws IOException {
    Map<String, Counted> counted = new LinkedHashMap<>();
    try (TokenStream stream = analyzer.tokenStream("query", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        String word = text.substring(offset.startOffset(), offset.endOffset());
        counted.merge(term.toString(), new Counted(word, 1), (before, once) -> before.more());
      }
      stream.end();
    }
    return counted;
  }
}
