package org.llmrec.retrieve;

import java.util.List;
import java.util.Map;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.util.FixedBitSet;
import org.llmrec.core.Deadline;
import org.llmrec.retrieve.internal.CatalogueAnalyzer;
import org.llmrec.retrieve.internal.Corrections;
import org.llmrec.retrieve.internal.OrdinalsQuery;
import org.llmrec.retrieve.internal.TellingWords;
import org.llmrec.retrieve.internal.Timeout;
import org.llmrec.retrieve.internal.WordQueries;

/**
 * The search by words over one or several indexes. Several are one to it: how rare a word is and
 * how long texts are is counted over all of them, those items included that are there no longer, so
 * that scores can be compared.
 */
final class WordSearch {
  private final List<CataloguePart> parts;
  private final IndexReader reader;
  private final WordQueries queries;

  /** Over at least one part, whose starts follow each other without a gap. */
  WordSearch(List<CataloguePart> parts) {
    this.parts = parts;
    if (parts.size() == 1) {
      this.reader = parts.get(0).index().reader();
      this.queries = parts.get(0).index().wordQueries();
    } else {
      this.reader = join(parts);
      this.queries = new WordQueries(FieldInfos.getMergedFieldInfos(reader));
    }
  }

  private static IndexReader join(List<CataloguePart> parts) {
    LeafReader[] leaves =
        parts.stream()
            .map(part -> part.index().<LeafReader>reading(leaf -> leaf))
            .toArray(LeafReader[]::new);
    return parts.get(0).index().reading(leaf -> new JoinedReader(leaves));
  }

  CatalogueAnalyzer analyzer() {
    return parts.get(0).index().analyzer();
  }

  /** The best of the eligible items, by their ordinals in the whole. */
  Hits search(String text, int k, WordScoring scoring, List<Eligible> eligible, Deadline deadline) {
    CatalogueAnalyzer.QueryTerms query = analyzer().query(text);
    int count = eligible.stream().mapToInt(Eligible::count).sum();
    if (query.terms().isEmpty() || count == 0) {
      return Hits.none(Source.WORDS, false);
    }
    Timeout timeout = new Timeout(deadline);
    if (timeout.shouldExit()) {
      return Hits.none(Source.WORDS, true);
    }
    TopDocs found =
        parts
            .get(0)
            .index()
            .reading(
                leaf -> {
                  IndexSearcher searcher = searcher(deadline, timeout);
                  searcher.setSimilarity(new BM25Similarity(scoring.k1(), scoring.b()));
                  return searcher.search(
                      queries.any(reader, query, scoring, filter(eligible)), Math.min(k, count));
                });
    int[] ordinals = new int[found.scoreDocs.length];
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      ScoreDoc hit = found.scoreDocs[i];
      ordinals[i] = hit.doc;
      scores[i] = hit.score;
    }
    return new Hits(Source.WORDS, ordinals, scores, timeout.hit());
  }

  /** For each term what to look for in its place, where no item of any part has it. */
  Map<String, List<Corrections.Meant>> meant(List<CatalogueAnalyzer.QueryTerm> terms) {
    return parts.get(0).index().reading(leaf -> new Corrections(reader).of(terms));
  }

  /** The words of a text that tell it from most of the catalogue. */
  List<String> telling(String text, int most) {
    return parts
        .get(0)
        .index()
        .reading(leaf -> new TellingWords(analyzer()).of(reader, text, most));
  }

  /** A searcher that keeps nothing and stops in time. */
  private IndexSearcher searcher(Deadline deadline, Timeout timeout) {
    IndexSearcher searcher = new IndexSearcher(reader);
    // Lucene's cache is one for the whole process, which is not a library's to fill.
    searcher.setQueryCache(null);
    if (deadline.bounded()) {
      searcher.setTimeout(timeout);
    }
    return searcher;
  }

  private Query filter(List<Eligible> eligible) {
    if (eligible.stream().allMatch(each -> each.bits() == null)) {
      return null;
    }
    FixedBitSet[] bits = eligible.stream().map(Eligible::bits).toArray(FixedBitSet[]::new);
    int[] counts = eligible.stream().mapToInt(Eligible::count).toArray();
    return new OrdinalsQuery(bits, counts);
  }
}
