package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.IndexSearcher;
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
 * java … org.llmrec.retrieve.internal.VectorBench FOLDER [items, 50000] [queries, 100]
 * </pre>
 */
public final class VectorBench {
  private static final int TEXT_DIMS = 384;
  private static final int TOWER_DIMS = 64;
  private static final double[] SHARES = {1, 0.5, 0.1, 0.03, 0.01, 0.001};
  private static final int[] BREADTHS = {10, 100, 200, 400, 800};

  private final LeafReader leaf;
  private final String field;
  private final float[][] queries;

  private VectorBench(LeafReader leaf, String field, float[][] queries) {
    this.leaf = leaf;
    this.field = field;
    this.queries = queries;
  }

  /** Builds what is not there yet, and prints a table. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int items = args.length > 1 ? Integer.parseInt(args[1]) : 50_000;
    int queries = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    System.out.println("coding field filter share k breadth recall ms scan_ms");
    for (VectorEncoding encoding : VectorEncoding.values()) {
      Path index = folder.resolve(encoding.label() + items);
      if (!Files.exists(index)) {
        build(index, items, encoding);
      }
      sizes(index);
      try (FSDirectory directory = FSDirectory.open(index);
          DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader leaf = reader.leaves().get(0).reader();
        PerturbedVectors texts = new PerturbedVectors(1, TEXT_DIMS);
        PerturbedVectors towers = new PerturbedVectors(2, TOWER_DIMS);
        // The items' come first, so that the queries are others of the same kind.
        IntStream.range(0, items).forEach(i -> texts.next());
        IntStream.range(0, items).forEach(i -> towers.nextOfAnyLength());
        new VectorBench(
                leaf,
                IndexFields.TEXT,
                IntStream.range(0, queries).mapToObj(i -> texts.next()).toArray(float[][]::new))
            .run(encoding);
        new VectorBench(
                leaf,
                IndexFields.TOWER,
                IntStream.range(0, queries)
                    .mapToObj(i -> towers.nextOfAnyLength())
                    .toArray(float[][]::new))
            .run(encoding);
      }
    }
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
    for (boolean against : new boolean[] {false, true}) {
      for (double share : SHARES) {
        if (against && share == 1) {
          continue;
        }
        for (int k : new int[] {10, 100}) {
          for (int breadth : BREADTHS) {
            if (breadth >= k && breadth < share * leaf.maxDoc()) {
              print(encoding, against, share, k, breadth);
            }
          }
        }
      }
    }
  }

  private void print(VectorEncoding encoding, boolean against, double share, int k, int breadth)
      throws IOException {
    long found = 0;
    long wanted = 0;
    long walking = 0;
    long scanning = 0;
    for (float[] query : queries) {
      FixedBitSet accepted = accepted(query, share, against);
      NearestVectors nearest =
          new NearestVectors(
              leaf,
              searcher(),
              accepted,
              accepted == null ? leaf.maxDoc() : accepted.cardinality(),
              new Timeout(Deadline.none()));
      FloatVectorValues values = leaf.getFloatVectorValues(field);
      long start = System.nanoTime();
      BestOrdinals exact = nearest.scan(values, query, k);
      long middle = System.nanoTime();
      BestOrdinals walked =
          nearest.walk(leaf.getFloatVectorValues(field), field, query, k, breadth);
      long end = System.nanoTime();
      scanning += middle - start;
      walking += end - middle;
      FixedBitSet best = new FixedBitSet(leaf.maxDoc());
      for (int ordinal : ordinals(exact)) {
        best.set(ordinal);
        wanted++;
      }
      for (int ordinal : ordinals(walked)) {
        found += best.get(ordinal) ? 1 : 0;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s %s %s %.3f %d %d %.4f %.3f %.3f%n",
        encoding.label(),
        field,
        against ? "against" : "random",
        share,
        k,
        breadth,
        found / (double) wanted,
        walking / 1e6 / queries.length,
        scanning / 1e6 / queries.length);
  }

  private static int[] ordinals(BestOrdinals best) {
    int[] ordinals = new int[best.size()];
    best.drain(ordinals, new float[ordinals.length]);
    return ordinals;
  }

  private IndexSearcher searcher() {
    IndexSearcher searcher = new IndexSearcher(leaf);
    searcher.setQueryCache(null);
    return searcher;
  }

  /** A random share of all, or one of those that are below the median by the query's likeness. */
  private FixedBitSet accepted(float[] query, double share, boolean against) throws IOException {
    if (share == 1) {
      return null;
    }
    Random random = new Random(7);
    FixedBitSet accepted = new FixedBitSet(leaf.maxDoc());
    FloatVectorValues values = leaf.getFloatVectorValues(field);
    float[] likeness = new float[leaf.maxDoc()];
    for (int i = 0; i < likeness.length; i++) {
      likeness[i] = Vectors.dot(query, values.vectorValue(i));
    }
    float[] sorted = likeness.clone();
    Arrays.sort(sorted);
    float median = sorted[sorted.length / 2];
    IntPredicate candidate = i -> !against || likeness[i] <= median;
    double rate = against ? Math.min(1, 2 * share) : share;
    for (int i = 0; i < likeness.length; i++) {
      if (candidate.test(i) && random.nextDouble() < rate) {
        accepted.set(i);
      }
    }
    return accepted;
  }
}
