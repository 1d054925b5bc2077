package org.llmrec.enrich.neighbour;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.llmrec.core.Progress;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;

/**
 * The nearest of every item, by the method that the options name. Lists come in the order of the
 * items and do not depend on the number of threads. The graph takes {@code 8 · rows + 16 · (items +
 * users)} bytes; the bounded method takes another {@code 128 · items + 64 · users} for each thread.
 * It reads the edges that an item's walk can reach some ten to twenty times, for eight items at
 * once; time is therefore {@code items · rows}, and an item among few others costs next to nothing.
 */
public final class NeighbourSearch {
  /** Items of one task. */
  private static final int TASK = 64;

  /** Edges looked at by an exact search of all items that is a matter of seconds. */
  private static final double EXACT_EDGES = 4e9;

  /** Iterations until the masses stand still to 10⁻¹⁰, with a damping of 0.85. */
  private static final double ITERATIONS = 140;

  private final TrainingData training;
  private final NeighbourOptions options;
  private final NeighbourOptions.Method method;

  private NeighbourSearch(TrainingData training, NeighbourOptions options) {
    this.training = training;
    this.options = options;
    double edges = (double) training.items().size() * training.positives().size() * ITERATIONS;
    this.method =
        options.method() != NeighbourOptions.Method.AUTO
            ? options.method()
            : edges <= EXACT_EDGES
                ? NeighbourOptions.Method.EXACT
                : NeighbourOptions.Method.BOUNDED;
  }

  /** Takes the lists as they come. */
  @FunctionalInterface
  public interface Sink {
    /**
     * One list.
     *
     * @param item the item's id
     * @param neighbours nearest first, perhaps none; the masses of bounded lists are lower bounds
     */
    void accept(String item, List<Neighbour> neighbours) throws IOException;
  }

  /** Over the graph of these interactions, which are all that it sees. */
  public static NeighbourSearch of(TrainingData training, NeighbourOptions options) {
    return new NeighbourSearch(training, options);
  }

  /** The method: exact or push. */
  public NeighbourOptions.Method method() {
    return method;
  }

  /**
   * Finds all lists.
   *
   * @throws InterruptedException if the thread was asked to stop
   * @throws IOException if the sink throws it
   */
  public void run(Sink sink, Progress progress) throws IOException, InterruptedException {
    int items = training.items().size();
    Finders finders = finders();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            options.threads(), Thread.ofPlatform().name("neighbours-", 0).daemon().factory());
    try (Progress.Task task = progress.start("find neighbours", items, "items")) {
      ArrayDeque<Future<List<Found>>> under = new ArrayDeque<>();
      for (int next = 0; next < items || !under.isEmpty(); ) {
        while (next < items && under.size() < 4 * options.threads()) {
          int from = next;
          int to = Math.min(items, from + TASK);
          under.add(workers.submit(() -> finders.find(from, to)));
          next = to;
        }
        List<Found> done = get(under.remove());
        for (Found found : done) {
          sink.accept(found.item(), found.neighbours());
        }
        task.advance(done.size());
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<Found> get(Future<List<Found>> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new LlmrecException(
          Causes.code(e.getCause()),
          "the search for neighbours failed: " + e.getCause(),
          e.getCause());
    }
  }

  private record Found(String item, List<Neighbour> neighbours) {}

  /** Finds the lists of some items; called by several threads. */
  private interface Finders {
    List<Found> find(int from, int to);
  }

  private Finders finders() {
    Ids ids = training.items();
    if (method == NeighbourOptions.Method.EXACT) {
      PersonalisedPageRank exact =
          PersonalisedPageRank.of(
              training, new PersonalisedPageRank.Options(options.damping(), 1e-10));
      return (from, to) -> {
        List<Found> found = new ArrayList<>();
        for (int item = from; item < to; item++) {
          String id = ids.get(item);
          found.add(new Found(id, exact.neighbours(id, options.count())));
        }
        return found;
      };
    }
    BipartiteGraph graph = BipartiteGraph.of(training.positives());
    ThreadLocal<BlockWalk> own = ThreadLocal.withInitial(() -> new BlockWalk(graph, options));
    return (from, to) -> bounded(graph, own.get(), ids, from, to);
  }

  /** Items that a walk can reach from each other go into blocks together. */
  private static List<Found> bounded(
      BipartiteGraph graph, BlockWalk walk, Ids ids, int from, int to) {
    Map<Integer, List<Integer>> parts = new LinkedHashMap<>();
    for (int item = from; item < to; item++) {
      parts.computeIfAbsent(graph.part(item), part -> new ArrayList<>()).add(item);
    }
    Found[] found = new Found[to - from];
    parts.forEach(
        (part, items) -> {
          for (int next = 0; next < items.size(); next += BlockWalk.LANES) {
            int[] block =
                items.subList(next, Math.min(items.size(), next + BlockWalk.LANES)).stream()
                    .mapToInt(item -> item)
                    .toArray();
            walk.find(part, block);
            for (int lane = 0; lane < block.length; lane++) {
              found[block[lane] - from] =
                  new Found(ids.get(block[lane]), near(walk.nearest(lane), ids));
            }
          }
        });
    return List.of(found);
  }

  private static List<Neighbour> near(TopMasses top, Ids ids) {
    List<Neighbour> near = new ArrayList<>();
    for (int place = 0; place < top.size(); place++) {
      near.add(new Neighbour(ids.get(top.item(place)), top.mass(place)));
    }
    return near;
  }
}
