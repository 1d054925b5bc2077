package org.llmrec.retrieve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.FloatDocValuesField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.SingleInstanceLockFactory;
import org.apache.lucene.util.BytesRef;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.vector.Vectors;
import org.llmrec.retrieve.internal.AttributeFields;
import org.llmrec.retrieve.internal.CatalogueAnalyzer;
import org.llmrec.retrieve.internal.CoEngagedBytes;
import org.llmrec.retrieve.internal.GraphProgress;
import org.llmrec.retrieve.internal.InOrderMerges;
import org.llmrec.retrieve.internal.IndexFields;
import org.llmrec.retrieve.internal.VectorCodec;

/**
 * Writes the Lucene index of a catalogue: texts, categories, popularity and vectors, in one segment
 * and in catalogue order.
 *
 * <p>One thread writes, merges are serial and keep the order, and the graph's levels come from
 * Lucene's fixed seed: unless graphs are built on several threads, the same items give an index
 * that answers the same. (The bytes differ in the random id that Lucene gives every segment.) The
 * commit is flushed to the disk; without it the folder is not an index, so a build that was killed
 * cannot be mistaken for one that ended.
 */
public final class CatalogueIndexer {
  private static final double BUFFER_MEGABYTES = 96;

  /** Lucene's limit on a keyword. */
  private static final int LONGEST_ID_BYTES = 32_766;

  private static final FieldType WORDS = words();

  private final IndexWriter writer;
  private final Map<String, Integer> answers = new TreeMap<>();
  private int items;
  private int textVectors;
  private int textDims;
  private int towerVectors;
  private int towerDims;

  private CatalogueIndexer(IndexWriter writer) {
    this.writer = writer;
  }

  /** Builds an index of English texts, with vectors as they are; see the other. */
  public static IndexReport build(Path folder, Stream<IndexedItem> catalogue, Progress progress) {
    return build(folder, catalogue, IndexOptions.defaults(), progress);
  }

  /**
   * Builds an index in a folder that is empty or does not exist yet.
   *
   * @param folder becomes the index; delete it when this throws
   * @param catalogue all items, ordinals 0, 1, 2 and so on; closed by this method
   * @param options how
   * @param progress hears of every item
   * @return what was indexed
   * @throws ConfigException if the folder has something in it, or two items have the same id
   * @throws IllegalArgumentException if ordinals are not in sequence, or vectors of one kind differ
   *     in width or have NaN or infinite values
   * @throws UncheckedIOException if the disk fails
   */
  public static IndexReport build(
      Path folder, Stream<IndexedItem> catalogue, IndexOptions options, Progress progress) {
    try (catalogue) {
      Files.createDirectories(folder);
      requireEmpty(folder);
      // The folder belongs to this build alone: a lock in memory leaves no write.lock behind.
      try (Directory directory = FSDirectory.open(folder, new SingleInstanceLockFactory());
          VectorCodec codec = new VectorCodec(options.vectors(), options.threads())) {
        IndexReport report = build(directory, catalogue.iterator(), options, codec, progress);
        requireDistinctIds(folder, directory);
        return report;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot write the index: " + e.getMessage(), e);
    }
  }

  /**
   * Builds an index of a few items in memory.
   *
   * @param memory empty
   * @param items all items, ordinals 0, 1, 2 and so on, no id twice
   * @param options how
   * @throws IllegalArgumentException if ordinals are not in sequence, or vectors of one kind differ
   *     in width or have NaN or infinite values
   */
  static IndexReport build(Directory memory, List<IndexedItem> items, IndexOptions options) {
    try (VectorCodec codec = new VectorCodec(options.vectors(), options.threads())) {
      return build(memory, items.iterator(), options, codec, Progress.silent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot index in memory: " + e.getMessage(), e);
    }
  }

  private static IndexReport build(
      Directory directory,
      Iterator<IndexedItem> catalogue,
      IndexOptions options,
      VectorCodec codec,
      Progress progress)
      throws IOException {
    GraphProgress graphs = new GraphProgress();
    IndexWriter writer = new IndexWriter(directory, config(options, codec).setInfoStream(graphs));
    try {
      CatalogueIndexer indexer = new CatalogueIndexer(writer);
      indexer.addAll(catalogue, progress);
      IndexReport report = indexer.report();
      graphs.merge(writer, (long) report.textVectors() + report.towerVectors(), progress);
      writer.setLiveCommitData(
          new TreeMap<>(
                  Map.of(
                      IndexFields.FORMAT_KEY,
                      IndexFields.FORMAT,
                      IndexFields.ITEMS_KEY,
                      Integer.toString(report.items()),
                      IndexFields.LANGUAGE_KEY,
                      options.language().label(),
                      IndexFields.VECTORS_KEY,
                      options.vectors().label()))
              .entrySet());
      writer.commit();
      writer.close();
      return report;
    } catch (IOException | RuntimeException | Error e) {
      try {
        writer.rollback();
      } catch (IOException | RuntimeException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private void addAll(Iterator<IndexedItem> catalogue, Progress progress) throws IOException {
    try (Progress.Task task = progress.start("index", -1, "items")) {
      while (catalogue.hasNext()) {
        add(catalogue.next());
        task.advance(1);
      }
    }
  }

  private static IndexWriterConfig config(IndexOptions options, VectorCodec codec) {
    IndexWriterConfig config = new IndexWriterConfig(new CatalogueAnalyzer(options.language()));
    config.setCodec(codec.codec());
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    config.setMergePolicy(new InOrderMerges());
    config.setMergeScheduler(new SerialMergeScheduler());
    config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
    config.setUseCompoundFile(false);
    config.setCommitOnClose(false);
    return config;
  }

  private void add(IndexedItem indexed) throws IOException {
    Item item = indexed.item();
    if (indexed.ordinal() != items) {
      throw new IllegalArgumentException(
          "item " + item.id() + ": expected ordinal " + items + ", found " + indexed.ordinal());
    }
    items++;
    Document document = new Document();
    addId(document, indexed);
    document.add(new NumericDocValuesField(IndexFields.POPULARITY, indexed.popularity()));
    if (indexed.trend() > 0) {
      document.add(new FloatDocValuesField(IndexFields.TREND, indexed.trend()));
    }
    addCoEngaged(document, indexed);
    addTexts(document, indexed);
    addVectors(document, indexed);
    writer.addDocument(document);
  }

  private static FieldType words() {
    FieldType words = new FieldType();
    words.setTokenized(true);
    words.setOmitNorms(true);
    words.setIndexOptions(org.apache.lucene.index.IndexOptions.DOCS);
    words.freeze();
    return words;
  }

  private static void addId(Document document, IndexedItem indexed) {
    BytesRef id = new BytesRef(indexed.item().id());
    if (id.length > LONGEST_ID_BYTES) {
      throw new IllegalArgumentException(
          "item "
              + indexed.item().id().substring(0, 60)
              + "…: expected an id of at most "
              + LONGEST_ID_BYTES
              + " bytes, found "
              + id.length);
    }
    document.add(new StringField(IndexFields.ID, id, Store.NO));
    document.add(new SortedDocValuesField(IndexFields.ID, id));
    document.add(new NumericDocValuesField(IndexFields.ORDINAL, indexed.ordinal()));
  }

  private static void addCoEngaged(Document document, IndexedItem indexed) {
    int[] ordinals = indexed.coEngaged();
    if (ordinals.length > 0) {
      document.add(
          new BinaryDocValuesField(
              IndexFields.CO_ENGAGED, CoEngagedBytes.encode(ordinals, indexed.coEngagement())));
    }
  }

  private void addTexts(Document document, IndexedItem indexed) {
    Item item = indexed.item();
    addText(document, IndexFields.TITLE, item.title(), Store.YES);
    if (item.hasDescription()) {
      addText(document, IndexFields.DESCRIPTION, item.description(), Store.YES);
    }
    for (String category : item.categories()) {
      addText(document, IndexFields.CATEGORIES, category, Store.YES);
      document.add(
          new StringField(IndexFields.CATEGORY, IndexFields.categoryKey(category), Store.NO));
    }
    item.attributes()
        .forEach(
            (name, value) -> {
              addText(document, IndexFields.ATTRIBUTES, value, Store.NO);
              AttributeFields.add(document, name, value);
            });
    indexed
        .answers()
        .forEach(
            (prompt, answer) -> {
              addText(document, IndexFields.ANSWER + prompt, answer, Store.NO);
              answers.merge(prompt, 1, Integer::sum);
            });
  }

  private static void addText(Document document, String field, String text, Store store) {
    document.add(new TextField(field, text, store));
    document.add(new Field(IndexFields.ANY, text, WORDS));
  }

  private void addVectors(Document document, IndexedItem indexed) {
    String id = indexed.item().id();
    if (indexed.textVector().isPresent()) {
      float[] vector = checked(id, indexed.textVector().get(), textDims, "text");
      textDims = vector.length;
      Vectors.normalise(vector);
      // The zero vector has no direction: such an item has no text vector.
      if (Vectors.dot(vector, vector) > 0) {
        textVectors++;
        document.add(
            new KnnFloatVectorField(
                IndexFields.TEXT, vector, VectorSimilarityFunction.DOT_PRODUCT));
      }
    }
    if (indexed.towerVector().isPresent()) {
      float[] vector = checked(id, indexed.towerVector().get(), towerDims, "tower");
      towerDims = vector.length;
      towerVectors++;
      document.add(
          new KnnFloatVectorField(
              IndexFields.TOWER, vector, VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT));
    }
  }

  private static float[] checked(String id, float[] vector, int dims, String kind) {
    if (dims > 0 && vector.length != dims) {
      throw new IllegalArgumentException(
          "item "
              + id
              + ": expected a "
              + kind
              + " vector of "
              + dims
              + ", found "
              + vector.length);
    }
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "item " + id + ": " + kind + " vector has " + vector[i] + " at " + i);
      }
    }
    return vector.clone();
  }

  private IndexReport report() {
    return new IndexReport(items, textVectors, textDims, towerVectors, towerDims, answers);
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      content
          .findAny()
          .ifPresent(
              found -> {
                throw new ConfigException(
                    WorkspaceCode.FOLDER_NOT_EMPTY,
                    folder + ": expected an empty folder to index into, found " + found);
              });
    }
  }

  private static void requireDistinctIds(Path folder, Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        TermsEnum ids = leaf.reader().terms(IndexFields.ID).iterator();
        while (ids.next() != null) {
          if (ids.docFreq() > 1) {
            throw new ConfigException(
                DataCode.ID_TWICE,
                folder
                    + ": expected every item once, found "
                    + ids.docFreq()
                    + " items with the id "
                    + ids.term().utf8ToString());
          }
        }
      }
    }
  }
}
