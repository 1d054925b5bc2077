package org.llmrec.recommender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.core.io.Verify;
import org.llmrec.core.vector.Vectors;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;
import org.llmrec.rank.BundleContent;
import org.llmrec.rank.BundleWriter;
import org.llmrec.rank.Dense;
import org.llmrec.rank.EncoderRef;
import org.llmrec.rank.FoldInOptions;
import org.llmrec.rank.ItemTexts;
import org.llmrec.rank.ItemTower;
import org.llmrec.rank.Provenance;
import org.llmrec.rank.RankerBundle;
import org.llmrec.rank.VectorRows;
import org.llmrec.rank.foreign.ForeignBundle;
import org.llmrec.rank.foreign.ForeignSchema;
import org.llmrec.rank.foreign.Offer;
import org.llmrec.rank.list.ListBundle;
import org.llmrec.rank.list.ListRanker;
import org.llmrec.rank.query.QueryBundle;
import org.llmrec.rank.query.QueryRanker;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueIndexer;
import org.llmrec.retrieve.IndexedItem;
import org.llmrec.retrieve.SeenItemsWriter;

/** A small published workspace of random texts, tower and users, without an encoder. */
final class TestWorkspace {
  static final int TEXT_DIMS = 6;
  static final int DIMS = 4;
  static final List<String> CATEGORIES = List.of("Sci-Fi", "Drama", "War");
  private static final String[] WORDS = {
    "space", "opera", "robots", "love", "war", "station", "moon", "tiny", "queen"
  };

  final Path folder;
  final List<Item> items = new ArrayList<>();

  /** Trained users are {@code u0} and on; {@code s0} and on have only been seen. */
  final int trained = 8;

  final List<String> users = new ArrayList<>();
  final Map<String, Set<String>> seen = new TreeMap<>();
  final Map<String, Set<String>> liked = new TreeMap<>();

  private String key;

  /** Null where an item has no text. */
  final List<float[]> texts = new ArrayList<>();

  private TestWorkspace(Path folder) {
    this.folder = folder;
  }

  static TestWorkspace publish(Path folder, long seed, int items) throws IOException {
    TestWorkspace workspace = new TestWorkspace(folder);
    Random random = new Random(seed);
    for (int i = 0; i < items; i++) {
      workspace.items.add(
          new Item(
              "i" + i,
              "Film " + i + " " + words(random, 2),
              words(random, 8),
              CATEGORIES.stream().filter(c -> random.nextInt(3) == 0).toList(),
              Map.of()));
      workspace.texts.add(
          random.nextInt(8) == 0 ? null : Vectors.normalise(gaussian(random, TEXT_DIMS)));
    }
    String key = String.format(Locale.ROOT, "%016x", seed);
    Path train = folder.resolve(StageEntry.folder(OpenGeneration.TRAIN, key));
    Path index = folder.resolve(StageEntry.folder(OpenGeneration.INDEX, key));
    workspace.writeBundle(train, random);
    Files.createDirectories(index);
    workspace.writeSeen(index.resolve(OpenGeneration.SEEN), random);
    workspace.writeIndex(index.resolve(OpenGeneration.LUCENE), train, random);
    workspace.key = key;
    GenerationStore.publish(folder, workspace.stages());
    return workspace;
  }

  private Map<String, StageEntry> stages() throws IOException {
    return new TreeMap<>(
        Map.of(
            OpenGeneration.TRAIN, StageEntry.scan(folder, OpenGeneration.TRAIN, key),
            OpenGeneration.INDEX, StageEntry.scan(folder, OpenGeneration.INDEX, key)));
  }

  /** Publishes another generation, whose candidates a ranker of short lists puts in order. */
  void publishLists(ListRanker ranker, List<String> ids) throws IOException {
    Path rank = folder.resolve(StageEntry.folder(OpenGeneration.RANK, key));
    ListBundle.write(
        rank.resolve(OpenGeneration.LIST),
        ranker,
        ids,
        new Provenance(
            new EncoderRef("none", "00".repeat(32)), "data", "split", 1, Map.of(), Map.of()));
    Map<String, StageEntry> stages = stages();
    stages.put(OpenGeneration.RANK, StageEntry.scan(folder, OpenGeneration.RANK, key));
    GenerationStore.publish(folder, stages);
  }

  /** Publishes another generation, whose searches are put in a learnt order. */
  void publishOrder(QueryRanker ranker, List<String> ids) throws IOException {
    Path search = folder.resolve(StageEntry.folder(OpenGeneration.SEARCH, key));
    QueryBundle.write(
        search.resolve(OpenGeneration.ORDER),
        ranker,
        ids,
        new Provenance(
            new EncoderRef("none", "00".repeat(32)), "data", "split", 1, Map.of(), Map.of()));
    Map<String, StageEntry> stages = stages();
    stages.put(OpenGeneration.SEARCH, StageEntry.scan(folder, OpenGeneration.SEARCH, key));
    GenerationStore.publish(folder, stages);
  }

  /** Publishes the current generation with a ranker that somebody trained elsewhere. */
  void publishImported(byte[] graph, ForeignSchema schema, Offer offer) throws IOException {
    Path onnx = Files.write(folder.resolve("theirs.onnx"), graph);
    Path foreign = folder.resolve(StageEntry.folder(OpenGeneration.FOREIGN, key));
    Files.createDirectories(foreign);
    ForeignBundle.write(foreign, ForeignBundle.files(onnx), Path.of("schema.yaml"), schema, offer);
    Map<String, StageEntry> stages =
        new TreeMap<>(
            GenerationStore.manifest(folder, GenerationStore.current(folder).orElseThrow())
                .stages());
    stages.put(OpenGeneration.FOREIGN, StageEntry.scan(folder, OpenGeneration.FOREIGN, key));
    GenerationStore.publish(folder, stages);
  }

  /** The imported ranker's folder. */
  Path imported() {
    return folder.resolve(StageEntry.folder(OpenGeneration.FOREIGN, key));
  }

  /** The published index. */
  CatalogueIndex openIndex() throws IOException {
    return CatalogueIndex.open(
        folder
            .resolve(StageEntry.folder(OpenGeneration.INDEX, key))
            .resolve(OpenGeneration.LUCENE));
  }

  private static String words(Random random, int n) {
    return random
        .ints(n, 0, WORDS.length)
        .mapToObj(w -> WORDS[w])
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }

  private static float[] gaussian(Random random, int n) {
    float[] v = new float[n];
    for (int i = 0; i < n; i++) {
      v[i] = (float) random.nextGaussian();
    }
    return v;
  }

  private void writeBundle(Path train, Random random) throws IOException {
    ItemTower tower =
        new ItemTower(
            List.of("description"),
            TEXT_DIMS,
            Map.of("description", gaussian(random, TEXT_DIMS)),
            List.of(
                Dense.of(
                    TEXT_DIMS, DIMS, gaussian(random, TEXT_DIMS * DIMS), gaussian(random, DIMS))));
    ItemTexts itemTexts =
        new ItemTexts() {
          @Override
          public int size() {
            return items.size();
          }

          @Override
          public String id(int ordinal) {
            return items.get(ordinal).id();
          }

          @Override
          public float[][] fields(int ordinal) {
            return new float[][] {texts.get(ordinal)};
          }
        };
    List<String> ids = IntStream.range(0, trained).mapToObj(u -> "u" + u).toList();
    BundleWriter.write(
        train,
        new BundleContent(
            tower,
            itemTexts,
            VectorRows.of(ids, gaussian(random, trained * DIMS), DIMS),
            new FoldInOptions(0.1, 4, 50),
            new Provenance(
                new EncoderRef("none", "00".repeat(32)), "data", "split", 1, Map.of(), Map.of())),
        Progress.silent());
  }

  private void writeSeen(Path file, Random random) {
    List<Integer> user = new ArrayList<>();
    List<Integer> item = new ArrayList<>();
    BitSet likes = new BitSet();
    for (int u = 0; u < trained + 4; u++) {
      String id = u < trained ? "u" + u : "s" + (u - trained);
      users.add(id);
      Set<String> has = seen.computeIfAbsent(id, any -> new TreeSet<>());
      Set<String> likesHere = liked.computeIfAbsent(id, any -> new TreeSet<>());
      for (int e = random.nextInt(items.size() / 2); e > 0; e--) {
        int ordinal = random.nextInt(items.size());
        // The last user has seen things and likes none.
        if (u < trained + 3 && random.nextBoolean()) {
          likes.set(user.size());
          likesHere.add("i" + ordinal);
        }
        user.add(u);
        item.add(ordinal);
        has.add("i" + ordinal);
      }
    }
    SeenItemsWriter.write(
        file,
        items.size(),
        users,
        user.stream().mapToInt(i -> i).toArray(),
        item.stream().mapToInt(i -> i).toArray(),
        likes);
  }

  private void writeIndex(Path lucene, Path train, Random random) throws IOException {
    try (RankerBundle bundle = RankerBundle.open(train, Verify.FULL)) {
      CatalogueIndexer.build(
          lucene,
          IntStream.range(0, items.size())
              .mapToObj(
                  i ->
                      new IndexedItem(
                          i,
                          items.get(i),
                          Map.of("tag", words(random, 3)),
                          random.nextInt(9),
                          texts.get(i),
                          bundle.ranker().itemVector(i))),
          Progress.silent());
    }
  }

  Item item(String id) {
    return items.get(Integer.parseInt(id.substring(1)));
  }

  /** An encoder whose vectors depend on nothing but the text. */
  static TextEncoder encoder() {
    return new TextEncoder() {
      @Override
      public EncoderManifest manifest() {
        throw new UnsupportedOperationException();
      }

      @Override
      public Encoded encode(List<String> queries, Role role, LongConsumer done) {
        float[][] vectors = new float[queries.size()][];
        for (int i = 0; i < vectors.length; i++) {
          vectors[i] = vector(queries.get(i));
        }
        done.accept(vectors.length);
        return Encoded.whole(vectors);
      }

      @Override
      public void close() {}
    };
  }

  static float[] vector(String text) {
    return Vectors.normalise(gaussian(new Random(text.hashCode()), TEXT_DIMS));
  }
}
