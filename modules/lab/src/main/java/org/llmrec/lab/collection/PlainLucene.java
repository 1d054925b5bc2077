package org.llmrec.lab.collection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.llmrec.core.Progress;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.StoredItem;
import org.llmrec.retrieve.WordAnalysis;

/**
 * What a Lucene user would build first, as a yardstick: one field with title and text after each
 * other, Lucene's own BM25, and an {@link IndexSearcher} asked for any of the query's terms.
 *
 * <p>For the comparison to be about scoring alone, all else is the same. The documents are those
 * that the product's index took, in their order, so that equal scores are cut off alike at the end
 * of the list. The analyzer is the product's, at both ends: the query is the same set of terms,
 * each once, without stop words and at most 64, rather than what a query parser makes of the text,
 * which would count a word twice that stands twice. k1 and b are the same. Nothing is tuned for
 * either.
 *
 * <p>With the plain setting the two differ in that the lengths of title and text are rounded before
 * they are added up as well as after. With one text a document nothing differs.
 *
 * <p>Not thread-safe.
 */
final class PlainLucene implements Ranker, AutoCloseable {
  private static final String CONTENTS = "contents";
  private static final String ITEMS_KEY = "items";

  private final WordAnalysis analysis = new WordAnalysis();
  private final CatalogueIndex documents;
  private final Directory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  private PlainLucene(CatalogueIndex documents, Directory directory, float k1, float b)
      throws IOException {
    this.documents = documents;
    this.directory = directory;
    this.reader = DirectoryReader.open(directory);
    this.searcher = new IndexSearcher(reader);
    searcher.setSimilarity(new BM25Similarity(k1, b));
  }

  /**
   * Opens the index in a folder, which is built first unless a whole one is there.
   *
   * @param documents the product's index; stays open
   */
  static PlainLucene open(
      Path folder, CatalogueIndex documents, float k1, float b, Progress progress)
      throws IOException {
    if (!isWhole(folder, documents.size())) {
      AtomicFiles.deleteTree(folder);
      try (Directory directory = FSDirectory.open(folder)) {
        build(directory, documents, progress);
      }
    }
    Directory directory = FSDirectory.open(folder);
    try {
      return new PlainLucene(documents, directory, k1, b);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static boolean isWhole(Path folder, int items) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Directory directory = FSDirectory.open(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      String written = reader.getIndexCommit().getUserData().get(ITEMS_KEY);
      return Integer.toString(items).equals(written) && reader.numDocs() == items;
    } catch (IOException | IllegalArgumentException e) {
      // Cut short, damaged, or of another version of Lucene: made anew.
      return false;
    }
  }

  private static void build(Directory directory, CatalogueIndex documents, Progress progress)
      throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(new WordAnalysis().analyzer());
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setCommitOnClose(false);
    // Keeps the documents in their order, so that a document's number is the product's ordinal.
    config.setMergePolicy(new LogDocMergePolicy());
    try (IndexWriter writer = new IndexWriter(directory, config);
        Progress.Task task = progress.start("index for plain Lucene", documents.size(), "items")) {
      for (int ordinal = 0; ordinal < documents.size(); ordinal++) {
        StoredItem item = documents.item(ordinal);
        Document document = new Document();
        String contents = item.title() + "\n" + item.description();
        document.add(new TextField(CONTENTS, contents, Store.NO));
        writer.addDocument(document);
        task.advance(1);
      }
      writer.setLiveCommitData(Map.of(ITEMS_KEY, Integer.toString(documents.size())).entrySet());
      writer.commit();
    }
  }

  @Override
  public Ranking rank(String text, int depth) {
    try {
      TopDocs found = searcher.search(query(text), depth);
      float[] scores = new float[found.scoreDocs.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = found.scoreDocs[i].score;
      }
      List<String> ids =
          Arrays.stream(found.scoreDocs).map((ScoreDoc hit) -> documents.id(hit.doc)).toList();
      return Ranking.of(ids, scores);
    } catch (IOException e) {
      throw new UncheckedIOException("plain Lucene cannot search: " + e.getMessage(), e);
    }
  }

  private Query query(String text) {
    List<String> terms = analysis.terms(text);
    if (terms.isEmpty()) {
      return new MatchNoDocsQuery("the query has no words");
    }
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    terms.forEach(term -> any.add(new TermQuery(new Term(CONTENTS, term)), Occur.SHOULD));
    return any.build();
  }

  @Override
  public void close() {
    try {
      reader.close();
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException("plain Lucene's index cannot be closed", e);
    }
  }
}
