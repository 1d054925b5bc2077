package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.Vectors;
import org.llmrec.retrieve.CatalogueIndexer;
import org.llmrec.retrieve.IndexOptions;
import org.llmrec.retrieve.IndexedItem;
import org.llmrec.retrieve.Language;
import org.llmrec.retrieve.VectorEncoding;

/**
 * Measures walks against scans: share of the true best, milliseconds and bytes, by coding, filter
 * and breadth. A program, not a test.
 *
 * <pre>
 * java … org.llmrec.retrieve.internal.VectorBench FOLDER [items, 50000] [queries, 100] [coding]
 * </pre>
 */
public final class VectorBench {
  private static final int TEXT_DIMS = 384;
  private static final int TOWER_DIMS = 64;
  private static final double[] SHARES = {1, 0.5, 0.1, 0.03};
  private static final int[] BREADTHS = {100, 200, 400, 800, 1_600};

  private final LeafReader leaf;
  private final String field;
  private final int[] topics;
  private final float[][] queries;

  private VectorBench(LeafReader leaf, String field, int[] topics, float[][] queries) {
    this.leaf = leaf;
    this.field = field;
    this.topics = topics;
    this.queries = queries;
  }

  /** Builds what is not there yet, and prints a table. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int items = args.length > 1 ? Integer.parseInt(args[1]) : 50_000;
    int queries = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    System.out.println("coding field filter share k breadth recall given_up visited ms scan_ms");
    for (VectorEncoding encoding : VectorEncoding.values()) {
      if (args.length > 3 && !args[3].equals(encoding.label())) {
        continue;
      }
      Path index = folder.resolve(encoding.label() + items);
      if (!Files.exists(index)) {
        build(index, items, encoding);
      }
      sizes(index);
      try (FSDirectory directory = FSDirectory.open(index);
          DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader leaf = reader.leaves().get(0).reader();
        run(leaf, IndexFields.TEXT, new PerturbedVectors(1, TEXT_DIMS), queries, encoding);
        run(leaf, IndexFields.TOWER, new PerturbedVectors(2, TOWER_DIMS), queries, encoding);
      }
    }
  }

  private static void run(
      LeafReader leaf, String field, PerturbedVectors vectors, int queries, VectorEncoding encoding)
      throws IOException {
    // The items' come first, so that the queries are others of the same kind.
    int[] topics = new int[leaf.maxDoc()];
    for (int i = 0; i < topics.length; i++) {
      next(field, vectors);
      topics[i] = vectors.topic();
    }
    float[][] others =
        IntStream.range(0, queries).mapToObj(i -> next(field, vectors)).toArray(float[][]::new);
    new VectorBench(leaf, field, topics, others).run(encoding);
  }

  private static float[] next(String field, PerturbedVectors vectors) {
    return field.equals(IndexFields.TEXT) ? vectors.next() : vectors.nextOfAnyLength();
  }

  private static void build(Path index, int items, VectorEncoding encoding) {
    PerturbedVectors texts = new PerturbedVectors(1, TEXT_DIMS);
    PerturbedVectors towers = new PerturbedVectors(2, TOWER_DIMS);
    long start = System.nanoTime();
    CatalogueIndexer.build(
        index,
        IntStream.range(0, items)
            .mapToObj(
                i ->
                    new IndexedItem(
                        i,
                        new Item("i" + i, "", "", List.of(), Map.of()),
                        Map.of(),
                        0,
                        texts.next(),
                        towers.nextOfAnyLength())),
        new IndexOptions(Language.ENGLISH, encoding),
        Progress.silent());
    System.out.printf("# %s built in %.0f s%n", encoding, (System.nanoTime() - start) / 1e9);
  }

  private static void sizes(Path index) throws IOException {
    try (var files = Files.list(index)) {
      for (Path file : files.sorted().toList()) {
        if (Files.size(file) > 1_000_000) {
          System.out.println(
              "# " + index.getFileName() + " " + file.getFileName() + " " + Files.size(file));
        }
      }
    }
  }

  private void run(VectorEncoding encoding) throws IOException {
    for (boolean byTopic : new boolean[] {false, true}) {
      for (double share : SHARES) {
        if (byTopic && share == 1) {
          continue;
        }
        FixedBitSet accepted = accepted(share, byTopic);
        for (int k : new int[] {10, 100}) {
          float[][] worst = new float[queries.length][];
          double scanning = scan(accepted, k, worst);
          for (int breadth : BREADTHS) {
            String label =
                String.format(
                    Locale.ROOT,
                    "%s %s %s %.3f %d %d",
                    encoding.label(),
                    field,
                    byTopic ? "topics" : "random",
                    share,
                    k,
                    breadth);
            walk(label, accepted, k, breadth, worst, scanning);
          }
        }
      }
    }
  }

  /** Milliseconds a query; notes the score that is good enough. */
  private double scan(FixedBitSet accepted, int k, float[][] best) throws IOException {
    NearestVectors nearest =
        new NearestVectors(
            leaf,
            VectorEncoding.FLOAT,
            accepted,
            cardinality(accepted),
            new Timeout(Deadline.none()));
    long start = System.nanoTime();
    for (int q = 0; q < queries.length; q++) {
      BestOrdinals exact = nearest.search(field, queries[q], k, true).best();
      best[q] = new float[k];
      exact.drain(new int[k], best[q]);
    }
    return (System.nanoTime() - start) / 1e6 / queries.length;
  }

  private void walk(
      String label, FixedBitSet accepted, int k, int breadth, float[][] best, double scanning)
      throws IOException {
    FloatVectorValues values = leaf.getFloatVectorValues(field);
    int found = 0;
    int wanted = 0;
    int givenUp = 0;
    long visited = 0;
    long nanos = 0;
    for (int q = 0; q < queries.length; q++) {
      Walk walk = new Walk(breadth, cardinality(accepted), new Timeout(Deadline.none()));
      long start = System.nanoTime();
      ScoreDoc[] hits = walk.over(leaf, field, queries[q], accepted, cardinality(accepted));
      nanos += System.nanoTime() - start;
      visited += walk.visitedCount();
      if (hits.length < breadth) {
        givenUp++;
        continue;
      }
      wanted += k;
      for (ScoreDoc hit : hits) {
        float score = Vectors.dot(queries[q], values.vectorValue(hit.doc));
        found += score >= best[q][k - 1] ? 1 : 0;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s %.4f %.2f %d %.3f %.3f%n",
        label,
        found / (double) wanted,
        givenUp / (double) queries.length,
        visited / queries.length,
        nanos / 1e6 / queries.length,
        scanning);
  }

  private int cardinality(FixedBitSet accepted) {
    return accepted == null ? leaf.maxDoc() : accepted.cardinality();
  }

  /** A random share of all items, or all items of a random share of the topics. */
  private FixedBitSet accepted(double share, boolean byTopic) {
    if (share == 1) {
      return null;
    }
    Random random = new Random(7);
    double[] draws = random.doubles(topics.length).toArray();
    FixedBitSet accepted = new FixedBitSet(topics.length);
    for (int i = 0; i < topics.length; i++) {
      if (draws[byTopic ? topics[i] : i] < share) {
        accepted.set(i);
      }
    }
    return accepted;
  }
}
