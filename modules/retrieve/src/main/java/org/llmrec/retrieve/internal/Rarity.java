package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;

/**
 * How rare a word is, by how many items have it in any of their texts. Lucene's query over several
 * fields goes by the one field that has it most often: a word that half of its items have in the
 * title and half in the description passes for twice as rare as it is.
 *
 * <p>Counts over all texts, those included that weigh nothing in a search.
 */
final class Rarity {
  private final IndexReader reader;
  private final List<String> fields;

  /** For searches in these fields. */
  Rarity(IndexReader reader, List<String> fields) {
    this.reader = reader;
    this.fields = fields;
  }

  /** What to multiply the score by that Lucene gives to a word looked for in the fields. */
  float correction(String term) throws IOException {
    int having = reader.docFreq(new Term(IndexFields.ANY, term));
    if (fields.size() == 1 || having == 0) {
      return 1;
    }
    int mostOften = 0;
    int most = 0;
    for (String field : fields) {
      mostOften = Math.max(mostOften, reader.docFreq(new Term(field, term)));
      most = Math.max(most, reader.getDocCount(field));
    }
    return (float) (idf(having, reader.getDocCount(IndexFields.ANY)) / idf(mostOften, most));
  }

  /** BM25's, as Lucene has it: above 0 even for a word that all items have. */
  private static double idf(int having, int items) {
    return Math.log1p((items - having + 0.5) / (having + 0.5));
  }
}
