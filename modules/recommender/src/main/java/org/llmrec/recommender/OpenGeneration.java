package org.llmrec.recommender;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.io.Verify;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.TextEncoder;
import org.llmrec.rank.ItemTower;
import org.llmrec.rank.Ranker;
import org.llmrec.rank.RankerBundle;
import org.llmrec.rank.foreign.ForeignRanker;
import org.llmrec.rank.list.ListBundle;
import org.llmrec.rank.list.ListRanker;
import org.llmrec.rank.query.QueryBundle;
import org.llmrec.rerank.Reranker;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.LiveCatalogue;
import org.llmrec.retrieve.SeenItems;
import org.llmrec.retrieve.signal.RankerColumns;

/**
 * One pinned generation with everything of it open. Counts the requests under way, so that it is
 * closed after the last of them and not under their feet.
 */
final class OpenGeneration {
  static final String IMPORT = "import";
  static final String IMPORT_REPORT = "import.json";
  static final String MODEL = "model";
  static final String TRAIN = "train";
  static final String RANK = "rank";
  static final String LIST = "list";
  static final String SEARCH = "search";
  static final String ORDER = "order";
  static final String FOREIGN = "foreign";
  static final String INDEX = "index";
  static final String LUCENE = "lucene";
  static final String SEEN = "seen.bin";

  private static final int QUERY_TOKEN_BUDGET = 1_024;
  private static final String REBUILD = "build the workspace again";

  /** One for being current, and one for every request under way. */
  private final AtomicInteger users = new AtomicInteger(1);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Generation generation;
  private final RankerBundle bundle;
  private final Optional<ListRanker> lists;
  private final Optional<QueryOrder> order;
  private final Optional<ForeignRanker> imported;
  private final CatalogueIndex index;
  private final SeenItems seen;
  private final QueryEncoder encoder;
  private final Optional<Reranker> reranker;
  private final LiveCatalogue live;
  private final long taken;

  private OpenGeneration(Path workspace, RecommenderOptions options, QueryEncoder.Opener opener)
      throws IOException {
    reranker = options.reranker();
    try {
      generation = keep(Generation.pinCurrent(workspace, options.verify()));
      bundle = keep(RankerBundle.open(generation.folder(TRAIN), Verify.FAST));
      index = keep(CatalogueIndex.open(generation.folder(INDEX).resolve(LUCENE)));
      seen = keep(SeenItems.open(generation.file(INDEX, SEEN)));
      encoder = keep(new QueryEncoder(opener != null ? opener : () -> openEncoder(options)));
      requireOneCatalogue();
      lists = openLists();
      order = openOrder();
      imported = openImported();
      live = new LiveCatalogue(index);
      taken = readTaken(generation);
    } catch (IOException | RuntimeException | Error e) {
      closeParts(e);
      throw e;
    }
  }

  /**
   * Opens the current generation.
   *
   * @param opener of the encoder; null for the generation's own
   */
  static OpenGeneration open(
      Path workspace, RecommenderOptions options, QueryEncoder.Opener opener) {
    try {
      return new OpenGeneration(workspace, options, opener);
    } catch (IOException e) {
      throw new UncheckedIOException(workspace + ": cannot read: " + e.getMessage(), e);
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /** Ordinals mean something only when index and bundle count the same items. */
  private void requireOneCatalogue() {
    Ranker ranker = bundle.ranker();
    if (ranker.items() != index.size() || seen.items() != index.size()) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          generation.folder(INDEX),
          "the " + ranker.items() + " items of the bundle",
          index.size() + " in the index and " + seen.items() + " in " + SEEN,
          REBUILD);
    }
    for (int i = 0; i < index.size(); i++) {
      if (!index.id(i).equals(ranker.itemId(i))) {
        throw new CorruptFileException(
            FileCode.BUILD_DAMAGED,
            generation.folder(INDEX),
            ranker.itemId(i) + " as item " + i + ", as in the bundle",
            index.id(i),
            REBUILD);
      }
    }
  }

  /** Absent in a generation where the towers rank alone, or of before there was any. */
  private Optional<ListRanker> openLists() throws IOException {
    if (!generation.has(RANK)) {
      return Optional.empty();
    }
    Path folder = generation.folder(RANK).resolve(LIST);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    ListBundle opened = ListBundle.open(folder, Verify.FAST);
    if (!opened.manifest().itemsHash().equals(ListBundle.hash(ids()))) {
      throw new CorruptFileException(
          FileCode.BUILD_DAMAGED,
          folder,
          "a ranker of the " + index.size() + " items of the index",
          "one of others",
          REBUILD);
    }
    return Optional.of(opened.ranker());
  }

  /** Absent in a generation where rank fusion orders searches. */
  private Optional<QueryOrder> openOrder() throws IOException {
    if (!generation.has(SEARCH)) {
      return Optional.empty();
    }
    Path folder = generation.folder(SEARCH).resolve(ORDER);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    QueryBundle opened = QueryBundle.open(folder, Verify.FAST);
    opened.requireItems(folder, ids());
    return Optional.of(new QueryOrder(opened.ranker(), index, folder));
  }

  /** Absent in a generation whose own rankers order everything. */
  private Optional<ForeignRanker> openImported() throws IOException {
    if (!generation.has(FOREIGN)) {
      return Optional.empty();
    }
    return Optional.of(
        keep(
            ForeignRanker.open(
                generation.folder(FOREIGN),
                RankerColumns.offer(
                    lists.map(ranker -> ranker.signals().names()).orElse(List.of()),
                    order.map(QueryOrder::features).orElse(List.of()),
                    index.textDims(),
                    bundle.ranker().dims()))));
  }

  private Iterable<String> ids() {
    return () -> IntStream.range(0, index.size()).mapToObj(index::id).iterator();
  }

  /** A generation of before there were journals says nothing of one. */
  private static long readTaken(Generation generation) throws IOException {
    return generation.has(IMPORT)
        ? Json.read(generation.file(IMPORT, IMPORT_REPORT), JsonNode.class)
            .path("journal")
            .path("sequence")
            .asLong()
        : 0;
  }

  private TextEncoder openEncoder(RecommenderOptions options)
      throws QueryEncoder.Absent, IOException {
    if (!generation.has(MODEL) || !Files.isDirectory(generation.folder(MODEL))) {
      throw new QueryEncoder.Absent("generation " + generation.id() + " has no encoder");
    }
    Path folder = generation.folder(MODEL);
    TextEncoder opened =
        OnnxTextEncoder.open(
            folder, new EncoderOptions(options.encoderWorkers(), QUERY_TOKEN_BUDGET));
    try {
      bundle.requireEncoder(opened.manifest().name(), opened.manifest().sha256());
      if (index.textDims() != 0 && opened.dims() != index.textDims()) {
        throw new CorruptFileException(
            FileCode.BUILD_DAMAGED,
            folder,
            "an encoder of the index's " + index.textDims() + " numbers a text",
            "one of " + opened.dims(),
            REBUILD);
      }
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  Generation generation() {
    return generation;
  }

  /** The number of the last entry of the journal that was taken into this generation. */
  long taken() {
    return taken;
  }

  /** The catalogue with what changed since. */
  LiveCatalogue live() {
    return live;
  }

  QueryEncoder encoder() {
    return encoder;
  }

  ItemTower tower() {
    return bundle.ranker().itemTower();
  }

  /** What one request sees, from its beginning to its end. */
  Serving serving() {
    return new Serving(
        generation, bundle.ranker(), live.view(), seen, encoder, reranker, lists, order, imported);
  }

  /** Keeps everything open until {@link #release}; false when it is closed already. */
  boolean acquire() {
    int now = users.get();
    while (now > 0 && !users.compareAndSet(now, now + 1)) {
      now = users.get();
    }
    return now > 0;
  }

  /** Gives one use back; the last one closes. */
  void release() {
    if (users.decrementAndGet() == 0) {
      RuntimeException failure = new UncheckedIOException(new IOException("closing failed"));
      closeParts(failure);
      if (failure.getSuppressed().length > 0) {
        throw failure;
      }
    }
  }

  private void closeParts(Throwable reason) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        reason.addSuppressed(e);
      }
    }
  }
}
