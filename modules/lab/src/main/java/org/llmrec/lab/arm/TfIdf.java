package org.llmrec.lab.arm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.vector.Vectors;
import org.llmrec.train.blas.SparseMatrix;
import org.llmrec.train.blas.TruncatedSvd;

/**
 * Text vectors from counted words: TF-IDF and truncated SVD (latent semantic indexing; Deerwester
 * et al. 1990), what one would do without a language model.
 *
 * <p>Words are English stems without stop words. A word weighs {@code (1 + ln tf) * (ln((1 + n) /
 * (1 + df)) + 1)}, rows have length 1 before and after the SVD; words of fewer than {@value
 * #MIN_TEXTS} texts are left out. All fields' texts together are the one collection of which {@code
 * n} and {@code df} are counted and the SVD is made, each different text once: so one function
 * serves every field, as an encoder does, and dealing texts out anew changes no vector.
 */
final class TfIdf {
  /** Counts the incompatible changes of this recipe. */
  static final int FORMAT = 1;

  private static final int MIN_TEXTS = 2;
  private static final long SEED = 1;

  private TfIdf() {}

  /**
   * The vectors of all texts.
   *
   * @param texts by a key whose order decides all sums, such as a hash
   * @param width of the vectors; they are narrower where texts or words are fewer
   * @return by key, of length 1; a text without a word that counts has none
   * @throws ConfigException if no text has one
   */
  static SequencedMap<String, float[]> vectors(SortedMap<String, String> texts, int width) {
    SortedMap<String, SortedMap<String, Integer>> counts = new TreeMap<>();
    TreeMap<String, Integer> inTexts = new TreeMap<>();
    try (Analyzer analyzer = new EnglishAnalyzer()) {
      texts.forEach((key, text) -> counts.put(key, count(analyzer, text)));
    }
    counts.values().forEach(c -> c.keySet().forEach(word -> inTexts.merge(word, 1, Integer::sum)));
    inTexts.values().removeIf(n -> n < MIN_TEXTS);
    counts.values().forEach(c -> c.keySet().retainAll(inTexts.keySet()));
    counts.values().removeIf(Map::isEmpty);
    if (counts.isEmpty()) {
      throw new ConfigException(
          DataCode.DATA_EMPTY,
          "tfidf: expected words that two texts have in common, found none in "
              + texts.size()
              + " texts");
    }
    SparseMatrix matrix = weighed(counts, inTexts, texts.size());
    TruncatedSvd svd = TruncatedSvd.of(matrix, width, SEED);
    SequencedMap<String, float[]> vectors = new LinkedHashMap<>();
    int row = 0;
    for (String key : counts.keySet()) {
      float[] vector = new float[svd.rank()];
      for (int d = 0; d < vector.length; d++) {
        vector[d] = svd.left()[row * vector.length + d] * svd.values()[d];
      }
      Vectors.normalise(vector);
      if (Vectors.dot(vector, vector) > 0) {
        vectors.put(key, vector);
      }
      row++;
    }
    return vectors;
  }

  private static SortedMap<String, Integer> count(Analyzer analyzer, String text) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        counts.merge(term.toString(), 1, Integer::sum);
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string failed", e);
    }
    return counts;
  }

  /** Texts by words, rows of length 1. */
  private static SparseMatrix weighed(
      SortedMap<String, SortedMap<String, Integer>> counts,
      SortedMap<String, Integer> inTexts,
      int texts) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    inTexts.keySet().forEach(word -> columns.put(word, columns.size()));
    int size = counts.values().stream().mapToInt(Map::size).sum();
    int[] starts = new int[counts.size() + 1];
    int[] indices = new int[size];
    float[] values = new float[size];
    int row = 0;
    int at = 0;
    for (SortedMap<String, Integer> words : counts.values()) {
      for (Map.Entry<String, Integer> word : words.entrySet()) {
        double idf = Math.log((1.0 + texts) / (1 + inTexts.get(word.getKey()))) + 1;
        indices[at] = columns.get(word.getKey());
        values[at++] = (float) ((1 + Math.log(word.getValue())) * idf);
      }
      float[] unit = Vectors.normalise(Arrays.copyOfRange(values, starts[row], at));
      System.arraycopy(unit, 0, values, starts[row], unit.length);
      starts[++row] = at;
    }
    return new SparseMatrix(counts.size(), columns.size(), starts, indices, values);
  }
}
