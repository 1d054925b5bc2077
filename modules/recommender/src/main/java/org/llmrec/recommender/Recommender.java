package org.llmrec.recommender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.retrieve.Filter;

/**
 * Answers requests from a built workspace.
 *
 * <pre>{@code
 * try (Recommender recommender = Recommender.open(Path.of("ws"))) {
 *   Response response = recommender.recommend(Request.forHistory("b001", "b014").k(10));
 *   for (Ranked item : response.items()) {
 *     show(item.rank(), item.title(), item.reason());
 *   }
 * }
 * }</pre>
 *
 * <p>It pins the generation that is current when it is opened: a build that goes on meanwhile, or
 * publishes and tidies up, changes nothing for it. {@link #refresh} moves to the newest one without
 * dropping a request.
 *
 * <p>Thread-safe; open one and share it. It needs no write access to the workspace, unless
 * {@linkplain #live live} items are asked for. Item vectors are on the heap or mapped as the bundle
 * decides; the index is mapped; the encoder is loaded at the first query.
 */
public final class Recommender implements AutoCloseable {
  private final Path workspace;
  private final RecommenderOptions options;
  private final QueryEncoder.Opener opener;
  private final AtomicReference<OpenGeneration> current;
  private final LiveItems live;

  private Recommender(Path workspace, RecommenderOptions options, QueryEncoder.Opener opener) {
    this.workspace = workspace;
    this.options = options;
    this.opener = opener;
    OpenGeneration first = OpenGeneration.open(workspace, options, opener);
    try {
      this.live = options.live() ? LiveItems.open(workspace, first) : null;
    } catch (RuntimeException | Error e) {
      first.release();
      throw e;
    }
    this.current = new AtomicReference<>(first);
  }

  /**
   * Opens the current generation of a workspace, and reads every file of it once to compare hashes;
   * see {@link RecommenderOptions#verify} for what that costs and what else there is.
   *
   * @param workspace the folder that {@code llmrec build} works on
   * @throws ConfigException if nothing has been built there
   * @throws CorruptFileException if a file is missing or damaged, or the parts do not fit together
   * @throws UncheckedIOException if the disk fails
   */
  public static Recommender open(Path workspace) {
    return open(workspace, RecommenderOptions.defaults());
  }

  /**
   * Opens the current generation of a workspace. With {@linkplain RecommenderOptions#live live}
   * items, those that were put in since it was built are encoded again before this returns, which
   * takes as long as encoding their texts.
   *
   * @throws ConfigException if nothing has been built there; with live items also if the workspace
   *     cannot be written to, or somebody else has its journal
   * @throws CorruptFileException if a file is missing or damaged, or the parts do not fit together
   * @throws UncheckedIOException if the disk fails
   */
  public static Recommender open(Path workspace, RecommenderOptions options) {
    return new Recommender(workspace, options, null);
  }

  /** With another encoder than the generation's. */
  static Recommender open(Path workspace, QueryEncoder.Opener opener) {
    return open(workspace, RecommenderOptions.defaults(), opener);
  }

  /** With another encoder than the generation's. */
  static Recommender open(Path workspace, RecommenderOptions options, QueryEncoder.Opener opener) {
    return new Recommender(workspace, options, opener);
  }

  /**
   * Answers a request. Unknown users and items, an empty history or query, a filter that lets
   * nothing pass and a deadline that has passed are answered as well as can be and noted; they
   * never throw.
   *
   * @throws ConfigException if fewer candidates are asked for than items, or reranking of a
   *     recommender that was opened without a reranker
   * @throws org.llmrec.core.error.LlmrecException if the model of the encoder or the reranker fails
   * @throws CorruptFileException if a file turns out damaged
   * @throws IllegalStateException if this is closed
   */
  public Response recommend(Request request) {
    return serve(serving -> Recommendation.of(serving, request));
  }

  /**
   * Items like another one, which is not among them.
   *
   * @throws IllegalStateException if this is closed
   */
  public Response similar(String itemId) {
    return similar(itemId, 10, Filter.none());
  }

  /**
   * Items like another one, which is not among them.
   *
   * @param k 1 to 1000
   * @throws ConfigException if {@code k} is out of range
   * @throws IllegalStateException if this is closed
   */
  public Response similar(String itemId, int k, Filter filter) {
    return similar(itemId, k, filter, Deadline.none());
  }

  /**
   * Items like another one, which is not among them. An item that the catalogue does not have gives
   * an empty response with a note.
   *
   * @param k 1 to 1000
   * @throws ConfigException if {@code k} is out of range
   * @throws IllegalStateException if this is closed
   */
  public Response similar(String itemId, int k, Filter filter, Deadline deadline) {
    return serve(serving -> Similar.of(serving, itemId, k, filter, deadline));
  }

  /**
   * Items that come, change and go while this serves.
   *
   * @throws ConfigException if it was not opened with {@link RecommenderOptions#live}
   */
  public LiveItems live() {
    if (live == null) {
      throw new ConfigException(
          WorkspaceCode.OPENED_WITHOUT,
          workspace
              + ": expected a recommender that was opened with live items, found one without;"
              + " open it with RecommenderOptions.defaults().live(true)");
    }
    return live;
  }

  /** The id of the generation that answers now. */
  public String generation() {
    return serve(serving -> serving.generation().id());
  }

  /**
   * The name of the ranker that was imported into the generation that answers now, if one was.
   *
   * @throws IllegalStateException if this is closed
   */
  public Optional<String> importedRanker() {
    return serve(serving -> serving.imported().map(ranker -> ranker.schema().name()));
  }

  /**
   * Whether a newer generation has been published than the one that answers.
   *
   * @throws CorruptFileException if the workspace's pointer is damaged
   * @throws IllegalStateException if this is closed
   */
  public boolean isStale() {
    String serving = generation();
    try {
      return GenerationStore.current(workspace).filter(id -> !id.equals(serving)).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(workspace + ": cannot read: " + e.getMessage(), e);
    }
  }

  /**
   * Moves to the newest generation if there is one. Requests under way end on the old one, which is
   * closed after the last of them; later ones get the new. If the new one cannot be opened, the old
   * one stays and this throws what {@link #open(Path)} would. Live items that the new one's build
   * did not take in are encoded again before this returns; they are found all the while.
   *
   * @return whether there was a newer one
   * @throws IllegalStateException if this is closed
   */
  public synchronized boolean refresh() {
    if (!isStale()) {
      return false;
    }
    OpenGeneration next = OpenGeneration.open(workspace, options, opener);
    try {
      if (live == null) {
        publish(next);
      } else {
        live.moveTo(next, () -> publish(next));
      }
    } catch (RuntimeException | Error e) {
      if (current.get() != next) {
        next.release();
      }
      throw e;
    }
    return true;
  }

  private void publish(OpenGeneration next) {
    current.getAndSet(next).release();
  }

  private <T> T serve(Function<Serving, T> work) {
    while (true) {
      OpenGeneration open = current.get();
      if (open == null) {
        throw new IllegalStateException("the recommender of " + workspace + " has been closed");
      }
      // It may be replaced and closed just now; then there is a newer one.
      if (open.acquire()) {
        try {
          return work.apply(open.serving());
        } finally {
          open.release();
        }
      }
    }
  }

  /**
   * Waits for nobody: requests under way end, and the last of them gives the generation back. The
   * second time does nothing.
   */
  @Override
  public synchronized void close() {
    OpenGeneration open = current.getAndSet(null);
    if (open != null) {
      if (live != null) {
        live.close();
      }
      open.release();
    }
  }
}
