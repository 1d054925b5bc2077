package org.llmrec.retrieve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.util.FixedBitSet;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.Closing;
import org.llmrec.core.vector.Vectors;
import org.llmrec.retrieve.internal.CatalogueAnalyzer;
import org.llmrec.retrieve.internal.CatalogueAnalyzer.QueryTerm;
import org.llmrec.retrieve.internal.CoEngagedBytes;
import org.llmrec.retrieve.internal.Corrections.Meant;
import org.llmrec.retrieve.internal.IndexFields;
import org.llmrec.retrieve.internal.LuceneErrors;
import org.llmrec.retrieve.internal.StoredVectors;
import org.llmrec.retrieve.internal.WordQueries;

/**
 * An open index of a catalogue. Items go by their ordinal, which is their place in the catalogue.
 *
 * <p>Thread-safe; reads memory-mapped files and needs no write access to them. Use after {@link
 * #close} is an IllegalStateException; close it when no search is running.
 */
public final class CatalogueIndex implements AutoCloseable {
  private static final String REBUILD = "build the index again";

  private final Path folder;
  private final Directory directory;
  private final DirectoryReader reader;
  private final Optional<LeafReader> segment;
  private final IndexOptions options;
  private final CatalogueAnalyzer analyzer;
  private final WordQueries wordQueries;
  private final int[] popularity;
  private final int[] byPopularity;
  private final float[] trend;
  private final int[] byTrend;
  private volatile MetAtMost lastMetAtMost;

  private CatalogueIndex(Path folder, Directory directory, DirectoryReader reader)
      throws IOException {
    this.folder = folder;
    this.directory = directory;
    this.reader = reader;
    requireOurs();
    this.options = readOptions();
    this.analyzer = new CatalogueAnalyzer(options.language());
    List<LeafReaderContext> leaves = reader.leaves();
    this.segment = leaves.isEmpty() ? Optional.empty() : Optional.of(leaves.get(0).reader());
    this.wordQueries = segment.map(s -> new WordQueries(s.getFieldInfos())).orElse(null);
    this.popularity = new int[reader.maxDoc()];
    if (segment.isPresent()) {
      readNumbers(segment.get());
    }
    this.byPopularity = descending(popularity);
    this.trend = new float[reader.maxDoc()];
    if (segment.isPresent()) {
      readTrend(segment.get());
    }
    this.byTrend = trending(trend);
  }

  /**
   * Opens what {@link CatalogueIndexer} wrote.
   *
   * @throws ConfigException if there is no such folder
   * @throws CorruptFileException if it holds no index, a damaged one, one of another program or one
   *     of another version
   * @throws UncheckedIOException if the disk fails
   */
  public static CatalogueIndex open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ConfigException(
          DataCode.FILE_MISSING, folder + ": expected the folder of an index, found none");
    }
    Directory directory = null;
    DirectoryReader reader = null;
    try {
      directory = FSDirectory.open(folder, NoLockFactory.INSTANCE);
      reader = openReader(folder, directory);
      return new CatalogueIndex(folder, directory, reader);
    } catch (IOException e) {
      Closing.after(e, reader, directory);
      throw LuceneErrors.of(folder, e);
    } catch (RuntimeException e) {
      Closing.after(e, reader, directory);
      throw e;
    }
  }

  /**
   * Opens an index that lies in memory and needs no closing.
   *
   * @param name what to call it in messages
   */
  static CatalogueIndex open(Path name, Directory memory) {
    try {
      return new CatalogueIndex(name, memory, openReader(name, memory));
    } catch (IOException e) {
      throw LuceneErrors.of(name, e);
    }
  }

  private static DirectoryReader openReader(Path folder, Directory directory) throws IOException {
    try {
      return DirectoryReader.open(directory);
    } catch (IllegalArgumentException e) {
      // How Lucene says that it does not know the codec: another version's, or another program's.
      CorruptFileException foreign =
          new CorruptFileException(
              FileCode.FORMAT_OLDER,
              folder,
              "an index of this version of Lucene",
              e.getMessage(),
              REBUILD);
      foreign.initCause(e);
      throw foreign;
    }
  }

  private void requireOurs() throws IOException {
    Map<String, String> data = reader.getIndexCommit().getUserData();
    String format = data.get(IndexFields.FORMAT_KEY);
    if (!IndexFields.FORMAT.equals(format)) {
      throw new CorruptFileException(
          FileCode.FORMAT_OLDER,
          folder,
          "an index of a catalogue, format " + IndexFields.FORMAT,
          format == null ? "a Lucene index of something else" : "format " + format,
          REBUILD);
    }
    String found = reader.leaves().size() + " segments, " + reader.maxDoc() + " items";
    String expected = "1 segments, " + data.get(IndexFields.ITEMS_KEY) + " items";
    boolean whole = reader.leaves().size() <= 1 && reader.numDocs() == reader.maxDoc();
    if (!whole || !Integer.toString(reader.maxDoc()).equals(data.get(IndexFields.ITEMS_KEY))) {
      throw new CorruptFileException(FileCode.BUILD_DAMAGED, folder, expected, found, REBUILD);
    }
  }

  private IndexOptions readOptions() throws IOException {
    Map<String, String> data = reader.getIndexCommit().getUserData();
    String language = data.getOrDefault(IndexFields.LANGUAGE_KEY, "no language");
    String vectors = data.getOrDefault(IndexFields.VECTORS_KEY, "no coding");
    try {
      return new IndexOptions(Language.parse(language), VectorEncoding.parse(vectors));
    } catch (ConfigException e) {
      CorruptFileException unknown =
          new CorruptFileException(
              FileCode.FORMAT_NEWER,
              folder,
              "a language and a coding of vectors that this version knows",
              language + " and " + vectors,
              REBUILD);
      unknown.initCause(e);
      throw unknown;
    }
  }

  private void readNumbers(LeafReader leaf) throws IOException {
    NumericDocValues ordinals = leaf.getNumericDocValues(IndexFields.ORDINAL);
    NumericDocValues counts = leaf.getNumericDocValues(IndexFields.POPULARITY);
    for (int doc = 0; doc < popularity.length; doc++) {
      if (ordinals == null
          || counts == null
          || !ordinals.advanceExact(doc)
          || !counts.advanceExact(doc)
          || ordinals.longValue() != doc) {
        throw new CorruptFileException(
            FileCode.BUILD_DAMAGED,
            folder,
            "item " + doc + " in catalogue order",
            "another or none",
            REBUILD);
      }
      popularity[doc] = (int) counts.longValue();
    }
  }

  private void readTrend(LeafReader leaf) throws IOException {
    NumericDocValues values = leaf.getNumericDocValues(IndexFields.TREND);
    if (values != null) {
      for (int doc = values.nextDoc();
          doc != NumericDocValues.NO_MORE_DOCS;
          doc = values.nextDoc()) {
        trend[doc] = Float.intBitsToFloat((int) values.longValue());
      }
    }
  }

  /** Those above 0, the greatest first, equal ones by ordinal. */
  private static int[] trending(float[] trend) {
    long[] keys = new long[trend.length];
    int n = 0;
    for (int i = 0; i < trend.length; i++) {
      if (trend[i] > 0) {
        // Positive floats order like their bits.
        keys[n++] = ((long) (Integer.MAX_VALUE - Float.floatToIntBits(trend[i])) << 32) | i;
      }
    }
    return ordered(Arrays.copyOf(keys, n));
  }

  private static int[] descending(int[] counts) {
    long[] keys = new long[counts.length];
    for (int i = 0; i < counts.length; i++) {
      keys[i] = ((long) (Integer.MAX_VALUE - counts[i]) << 32) | i;
    }
    return ordered(keys);
  }

  /** The lower halves of the keys, in the order of the keys. */
  private static int[] ordered(long[] keys) {
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  /** How it was built. */
  public IndexOptions options() {
    return options;
  }

  /** How many items there are. */
  public int size() {
    return popularity.length;
  }

  /** The width of the text vectors, 0 when no item has one. */
  public int textDims() {
    return dims(IndexFields.TEXT);
  }

  /** The width of the tower vectors, 0 when no item has one. */
  public int towerDims() {
    return dims(IndexFields.TOWER);
  }

  private int dims(String field) {
    return segment
        .map(s -> s.getFieldInfos().fieldInfo(field))
        .map(info -> info.getVectorDimension())
        .orElse(0);
  }

  /** The number of interactions that the item had when the index was built. */
  public int popularity(int ordinal) {
    return popularity[ordinal];
  }

  /**
   * The number of the item's interactions when the index was built, of which an older one counts
   * less; 0 where nothing is known.
   */
  public float trend(int ordinal) {
    return trend[ordinal];
  }

  /**
   * The item's key.
   *
   * @throws IndexOutOfBoundsException if there is no such ordinal
   */
  public String id(int ordinal) {
    Objects.checkIndex(ordinal, size());
    return reading(
        leaf -> {
          SortedDocValues ids = leaf.getSortedDocValues(IndexFields.ID);
          if (!ids.advanceExact(ordinal)) {
            throw new CorruptFileException(
                FileCode.BUILD_DAMAGED, folder, "an id of item " + ordinal, "none", REBUILD);
          }
          return ids.lookupOrd(ids.ordValue()).utf8ToString();
        });
  }

  /** The item's place in the catalogue, or -1. */
  public int ordinal(String id) {
    return segment.isEmpty() ? -1 : reading(leaf -> ordinal(leaf, id));
  }

  static int ordinal(LeafReader leaf, String id) throws IOException {
    PostingsEnum posting = leaf.postings(new Term(IndexFields.ID, id), PostingsEnum.NONE);
    return posting == null ? -1 : posting.nextDoc();
  }

  /**
   * What the index keeps of an item for display.
   *
   * @throws IndexOutOfBoundsException if there is no such ordinal
   */
  public StoredItem item(int ordinal) {
    String id = id(ordinal);
    return reading(
        leaf -> {
          Document stored =
              leaf.storedFields()
                  .document(
                      ordinal,
                      Set.of(IndexFields.TITLE, IndexFields.DESCRIPTION, IndexFields.CATEGORIES));
          return new StoredItem(
              ordinal,
              id,
              Optional.ofNullable(stored.get(IndexFields.TITLE)).orElse(""),
              Optional.ofNullable(stored.get(IndexFields.DESCRIPTION)).orElse(""),
              List.of(stored.getValues(IndexFields.CATEGORIES)),
              popularity[ordinal]);
        });
  }

  /** The item's text vector, of length 1, at full precision; empty when it has none. */
  public Optional<float[]> textVector(int ordinal) {
    return vector(IndexFields.TEXT, ordinal);
  }

  /** The item's tower vector; empty when it has none. */
  public Optional<float[]> towerVector(int ordinal) {
    return vector(IndexFields.TOWER, ordinal);
  }

  private Optional<float[]> vector(String field, int ordinal) {
    Objects.checkIndex(ordinal, size());
    return reading(leaf -> StoredVectors.read(leaf, field, ordinal));
  }

  /**
   * The cosines of a vector with the items' text vectors, computed from the full vectors.
   *
   * @param query {@code [Dtext]}, of any length
   * @param ordinals ascending
   * @return one for each ordinal; NaN where the item has no text vector, or the query no direction
   * @throws IllegalArgumentException if the query's width is wrong or the ordinals do not ascend
   */
  public float[] textCosines(float[] query, int[] ordinals) {
    return products(IndexFields.TEXT, unit(query), ordinals);
  }

  /**
   * The cosines of a vector with the items' tower vectors.
   *
   * @param query {@code [Dtower]}, of any length
   * @param ordinals ascending
   * @return one for each ordinal; NaN where the item has no tower vector, or either is zero
   * @throws IllegalArgumentException if the query's width is wrong or the ordinals do not ascend
   */
  public float[] towerCosines(float[] query, int[] ordinals) {
    return products(IndexFields.TOWER, unit(query), ordinals);
  }

  static float[] unit(float[] vector) {
    return Vectors.normalise(vector.clone());
  }

  private float[] products(String field, float[] unit, int[] ordinals) {
    float[] result = new float[ordinals.length];
    Arrays.fill(result, Float.NaN);
    if (dims(field) == 0 || Vectors.dot(unit, unit) == 0) {
      return result;
    }
    requireWidth(field, unit);
    return reading(
        leaf -> {
          StoredVectors.cosines(leaf, field, unit, ordinals, result);
          return result;
        });
  }

  void requireWidth(String field, float[] query) {
    if (query.length != dims(field)) {
      throw new IllegalArgumentException(
          "expected a " + field + " vector of " + dims(field) + ", found " + query.length);
    }
    for (float x : query) {
      if (!Float.isFinite(x)) {
        throw new IllegalArgumentException("a " + field + " vector has the value " + x);
      }
    }
  }

  /**
   * Whether a text has any word to search by: a letter, a digit, an ideograph or an emoji.
   *
   * @param text anything a person types; no character in it is an operator
   */
  public boolean hasWords(String text) {
    return !analyzer.query(text).terms().isEmpty();
  }

  List<String> terms(String text) {
    return analyzer.query(text).terms().stream().map(CatalogueAnalyzer.QueryTerm::term).toList();
  }

  /** Whether a text has more different words than are searched by, which are its first 64. */
  public boolean isCut(String text) {
    return analyzer.query(text).cut();
  }

  /**
   * Which of a query's words an item's texts have.
   *
   * @param text the query
   * @param ordinals the items
   * @return for each item the words as they stand in the query, in its order; stop words only when
   *     the query has nothing else. A mistyped word is among them, as typed, where the item has
   *     what was meant by it
   */
  public List<List<String>> matchedWords(String text, int[] ordinals) {
    return CatalogueView.of(this).matchedWords(text, ordinals);
  }

  /**
   * The same for a query that was analysed already.
   *
   * @param meant by term: what to look for in its place
   */
  List<List<String>> matchedWords(
      List<QueryTerm> terms, Map<String, List<Meant>> meant, int[] ordinals) {
    boolean[][] matches = reading(leaf -> WordQueries.matches(leaf, terms, meant, ordinals));
    return IntStream.range(0, ordinals.length)
        .mapToObj(
            i ->
                IntStream.range(0, terms.size())
                    .filter(t -> matches[t][i])
                    .mapToObj(t -> terms.get(t).word())
                    .toList())
        .toList();
  }

  /**
   * Begins a search.
   *
   * @param filter which items may be found
   * @param excluded ordinals that may not, such as those the user has seen
   * @param deadline when to stop; reaches into Lucene
   */
  public CatalogueSearch search(Filter filter, int[] excluded, Deadline deadline) {
    return CatalogueView.of(this).search(filter, excluded, deadline);
  }

  /** Hands out what the same people like as an item, as it was indexed. */
  void coEngaged(int ordinal, CoEngagedBytes.Entry entries) {
    reading(
        leaf -> {
          BinaryDocValues values = leaf.getBinaryDocValues(IndexFields.CO_ENGAGED);
          if (values != null && values.advanceExact(ordinal)) {
            CoEngagedBytes.decode(values.binaryValue(), entries);
          }
          return null;
        });
  }

  DirectoryReader reader() {
    return reader;
  }

  CatalogueAnalyzer analyzer() {
    return analyzer;
  }

  WordQueries wordQueries() {
    return wordQueries;
  }

  int[] byPopularity() {
    return byPopularity;
  }

  int[] byTrend() {
    return byTrend;
  }

  /**
   * The items that had no more than so many interactions. What was asked last is kept: a service
   * asks for the same number with every request.
   */
  Eligible metAtMost(int interactions) {
    MetAtMost known = lastMetAtMost;
    if (known == null || known.interactions != interactions) {
      FixedBitSet few = new FixedBitSet(size());
      for (int i = byPopularity.length - 1;
          i >= 0 && popularity[byPopularity[i]] <= interactions;
          i--) {
        few.set(byPopularity[i]);
      }
      known = new MetAtMost(interactions, new Eligible(few, few.cardinality()));
      lastMetAtMost = known;
    }
    return known.items;
  }

  private record MetAtMost(int interactions, Eligible items) {}

  void requireOpen() {
    if (reader.getRefCount() <= 0) {
      throw new IllegalStateException(folder + ": this index has been closed");
    }
  }

  /** A read of the one segment. */
  @FunctionalInterface
  interface Read<T> {
    T from(LeafReader leaf) throws IOException;
  }

  /** Reads, with Lucene's exceptions in this library's terms. Only when there are items. */
  <T> T reading(Read<T> read) {
    requireOpen();
    try {
      return read.from(segment.orElseThrow());
    } catch (IOException e) {
      throw LuceneErrors.of(folder, e);
    }
  }

  /**
   * Reads every file and compares its checksum.
   *
   * @throws CorruptFileException at the first that is damaged
   * @throws UncheckedIOException if the disk fails
   */
  public void verify() {
    if (segment.isPresent()) {
      reading(
          leaf -> {
            leaf.checkIntegrity();
            return null;
          });
    }
  }

  /** Lets the files go; the second time does nothing. */
  @Override
  public void close() {
    try {
      reader.close();
      directory.close();
    } catch (IOException e) {
      throw LuceneErrors.of(folder, e);
    }
  }
}
