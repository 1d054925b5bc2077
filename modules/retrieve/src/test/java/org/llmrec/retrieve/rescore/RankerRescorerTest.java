package org.llmrec.retrieve.rescore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FloatDocValuesField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.io.Verify;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.BundleContent;
import org.llmrec.rank.BundleWriter;
import org.llmrec.rank.Dense;
import org.llmrec.rank.EncoderRef;
import org.llmrec.rank.FoldInOptions;
import org.llmrec.rank.ItemTexts;
import org.llmrec.rank.ItemTower;
import org.llmrec.rank.Provenance;
import org.llmrec.rank.Ranker;
import org.llmrec.rank.RankerBundle;
import org.llmrec.rank.VectorRows;

/**
 * The ranker behind somebody else's searcher: an index of several segments that we did not write.
 */
class RankerRescorerTest {
  private static final int ITEMS = 60;
  private static final int DIMS = 4;

  @TempDir Path folder;
  private RankerBundle bundle;
  private Ranker ranker;
  private Directory directory;
  private DirectoryReader reader;
  private IndexSearcher searcher;

  /** By document: the ordinal, or -1 where the ranker does not know the item. */
  private final List<Integer> ordinals = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    writeBundle();
    bundle = RankerBundle.open(folder.resolve("bundle"), Verify.FULL);
    ranker = bundle.ranker();
    directory = new ByteBuffersDirectory();
    Random random = new Random(7);
    try (IndexWriter writer =
        new IndexWriter(
            directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
      for (int i = 0; i < 90; i++) {
        int ordinal = random.nextInt(4) == 0 ? -1 : random.nextInt(ITEMS);
        ordinals.add(ordinal);
        Document document = new Document();
        document.add(new StringField("all", "x", StringField.Store.NO));
        if (ordinal >= 0 || random.nextBoolean()) {
          String id = ordinal < 0 ? "unknown" + i : "b" + ordinal;
          document.add(new SortedDocValuesField("sku", new BytesRef(id)));
          document.add(new BinaryDocValuesField("key", new BytesRef(id)));
          document.add(new NumericDocValuesField("row", ordinal < 0 ? ITEMS + i : ordinal));
        }
        writer.addDocument(document);
        if (i % 25 == 24) {
          writer.flush();
        }
      }
    }
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
    assertTrue(reader.leaves().size() > 1);
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
    directory.close();
    bundle.close();
  }

  private void writeBundle() throws IOException {
    Random random = new Random(3);
    List<float[]> texts = Stream.generate(() -> gaussian(random, 6)).limit(ITEMS).toList();
    ItemTexts items =
        new ItemTexts() {
          @Override
          public int size() {
            return ITEMS;
          }

          @Override
          public String id(int ordinal) {
            return "b" + ordinal;
          }

          @Override
          public float[][] fields(int ordinal) {
            return new float[][] {texts.get(ordinal)};
          }
        };
    BundleWriter.write(
        folder.resolve("bundle"),
        new BundleContent(
            new ItemTower(
                List.of("description"),
                6,
                Map.of("description", gaussian(random, 6)),
                List.of(Dense.of(6, DIMS, gaussian(random, 6 * DIMS), gaussian(random, DIMS)))),
            items,
            VectorRows.of(List.of("u0"), gaussian(random, DIMS), DIMS),
            new FoldInOptions(0.5, 4, 16),
            new Provenance(
                new EncoderRef("mini", "ab".repeat(32)), "data", "split", 3, Map.of(), Map.of())),
        Progress.silent());
  }

  private static float[] gaussian(Random random, int n) {
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = (float) random.nextGaussian();
    }
    return v;
  }

  private TopDocs hits(Random random, int n) {
    List<Integer> docs = new ArrayList<>(IntStream.range(0, reader.maxDoc()).boxed().toList());
    java.util.Collections.shuffle(docs, random);
    ScoreDoc[] hits = new ScoreDoc[n];
    for (int i = 0; i < n; i++) {
      hits[i] = new ScoreDoc(docs.get(i), 100 - i);
    }
    return new TopDocs(new TotalHits(n, TotalHits.Relation.EQUAL_TO), hits);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void ranksLikeTheOracleByAnyKey(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      int n = random.nextInt(80);
      int window = 1 + random.nextInt(80);
      int page = 1 + random.nextInt(n <= window ? 90 : window);
      TopDocs given = hits(random, n);
      String before = said(given);
      float[] user = ranker.userVector("u0").orElseThrow();
      String label = "seed " + seed + " round " + round;
      List<Integer> known = new ArrayList<>();
      List<Integer> others = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        int doc = given.scoreDocs[i].doc;
        (i < window && ordinals.get(doc) >= 0 ? known : others).add(doc);
      }
      known.sort(Comparator.comparingDouble(doc -> -score(user, doc)));
      List<Integer> expected = new ArrayList<>(known);
      expected.addAll(others);
      for (ItemKey key :
          List.of(new ItemKey.Id("sku"), new ItemKey.Id("key"), new ItemKey.Ordinal("row"))) {
        RankerRescorer rescorer = new RankerRescorer(ranker, user, key, window);
        TopDocs found = rescorer.rescore(searcher, given, page);
        assertEquals(before, said(given), label + ": the caller's hits were changed");
        assertEquals(
            expected.subList(0, Math.min(page, n)),
            Stream.of(found.scoreDocs).map(hit -> hit.doc).toList(),
            label);
        for (int i = 0; i < found.scoreDocs.length; i++) {
          ScoreDoc hit = found.scoreDocs[i];
          assertTrue(i == 0 || hit.score <= found.scoreDocs[i - 1].score, label);
          if (i < known.size()) {
            assertEquals(score(user, hit.doc), hit.score, label);
          } else if (!known.isEmpty()) {
            assertTrue(hit.score < score(user, known.getLast()), label);
          }
        }
      }
    }
  }

  private float score(float[] user, int doc) {
    return Vectors.dot(user, ranker.itemVector(ordinals.get(doc)));
  }

  private static String said(TopDocs hits) {
    return Stream.of(hits.scoreDocs).map(ScoreDoc::toString).toList().toString();
  }

  @Test
  void whereNothingIsKnownTheSearchStands() throws IOException {
    TopDocs given = hits(new Random(1), 40);
    float[] user = ranker.averageUser();
    RankerRescorer rescorer = new RankerRescorer(ranker, user, new ItemKey.Id("no such field"), 40);
    assertEquals(said(given), said(rescorer.rescore(searcher, given, 40)));
  }

  @Test
  void explainsWhatItDoes() throws IOException {
    float[] user = ranker.averageUser();
    RankerRescorer rescorer = new RankerRescorer(ranker, user, new ItemKey.Id("sku"), 90);
    TopDocs all = searcher.search(new MatchAllDocsQuery(), 90);
    for (ScoreDoc hit : rescorer.rescore(searcher, all, 90).scoreDocs) {
      Explanation first = searcher.explain(new MatchAllDocsQuery(), hit.doc);
      Explanation said = rescorer.explain(searcher, first, hit.doc);
      assertEquals(ordinals.get(hit.doc) >= 0, said.isMatch());
      if (said.isMatch()) {
        assertEquals(hit.score, said.getValue().floatValue());
      }
      assertEquals(first, said.getDetails()[0].getDetails()[0]);
    }
  }

  @Test
  void aPageBeyondTheWindowIsRefusedNamingBoth() {
    RankerRescorer rescorer =
        new RankerRescorer(ranker, ranker.averageUser(), new ItemKey.Id("sku"), 20);
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> rescorer.rescore(searcher, hits(new Random(1), 50), 25));
    assertTrue(e.getMessage().contains("20") && e.getMessage().contains("25"), e.getMessage());
  }

  @Test
  void aFieldOfAnotherKindIsRefusedByName() throws IOException {
    try (Directory other = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(other, new IndexWriterConfig())) {
        Document document = new Document();
        document.add(new FloatDocValuesField("sku", 1));
        document.add(new StringField("id", "b1", StringField.Store.NO));
        writer.addDocument(document);
      }
      try (DirectoryReader opened = DirectoryReader.open(other)) {
        IndexSearcher theirs = new IndexSearcher(opened);
        TopDocs one = theirs.search(new MatchAllDocsQuery(), 1);
        for (ItemKey key : List.of(new ItemKey.Id("sku"), new ItemKey.Ordinal("id"))) {
          RankerRescorer rescorer = new RankerRescorer(ranker, ranker.averageUser(), key, 5);
          ConfigException e =
              assertThrows(ConfigException.class, () -> rescorer.rescore(theirs, one, 1));
          assertTrue(e.getMessage().contains(key instanceof ItemKey.Id ? "sku" : "id"));
        }
      }
    }
  }

  @Test
  void hitsOfASortedSearchWithoutScoresAreRankedToo() throws IOException {
    TopDocs sorted = searcher.search(new MatchAllDocsQuery(), 30, new Sort(SortField.FIELD_DOC));
    assertTrue(Float.isNaN(sorted.scoreDocs[0].score));
    TopDocs found =
        new RankerRescorer(ranker, ranker.averageUser(), new ItemKey.Id("sku"), 30)
            .rescore(searcher, sorted, 30);
    assertEquals(30, found.scoreDocs.length);
    assertFalse(Float.isNaN(found.scoreDocs[29].score));
  }
}
