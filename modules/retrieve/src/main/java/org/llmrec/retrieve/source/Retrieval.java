package org.llmrec.retrieve.source;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;
import org.llmrec.retrieve.source.Questions.Timed;

/**
 * The first stage: several sources asked, their lists fused to one.
 *
 * <pre>{@code
 * Retrieval retrieval = Retrieval.of(
 *     new Part(new Tower(), 200),
 *     new Part(new CoEngaged(), 200).weight(0.5),
 *     new Part(new Newcomers(), 50).weight(0).quota(10));
 * Retrieved found = retrieval.find(index.search(filter, seen, deadline), seeker, 200);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Retrieval {
  private final List<Part> parts;
  private final Mixing mixing;
  private final Optional<ExecutorService> executor;

  private Retrieval(List<Part> parts, Mixing mixing, Optional<ExecutorService> executor) {
    this.parts = List.copyOf(parts);
    this.mixing = Objects.requireNonNull(mixing, "mixing");
    this.executor = executor;
    Set<Source> met = EnumSet.noneOf(Source.class);
    for (Part part : parts) {
      if (!met.add(part.from().source())) {
        throw new IllegalArgumentException(
            "expected every source once, found two parts of " + part.from().source());
      }
    }
  }

  /**
   * Of these parts, by reciprocal rank, one after the other.
   *
   * @throws IllegalArgumentException if two are of the same source
   */
  public static Retrieval of(Part... parts) {
    return of(List.of(parts));
  }

  /**
   * Of these parts, by reciprocal rank, one after the other.
   *
   * @throws IllegalArgumentException if two are of the same source
   */
  public static Retrieval of(List<Part> parts) {
    return new Retrieval(parts, new Mixing.ReciprocalRank(), Optional.empty());
  }

  /** The same fused in another way. */
  public Retrieval mixing(Mixing other) {
    return new Retrieval(parts, other, executor);
  }

  /**
   * The same with all sources asked at once, on threads of the caller's and on the one that asks. A
   * source that asks several questions, such as {@link History}, asks these at once too.
   *
   * @param threads one pool for all requests will do, best of one thread less than there are cores;
   *     what it has no thread for, the asking one does, so that no request waits for a busy pool
   */
  public Retrieval on(ExecutorService threads) {
    return new Retrieval(parts, mixing, Optional.of(threads));
  }

  /**
   * The same with other weights.
   *
   * @param weights one per part
   * @throws IllegalArgumentException if their number is another
   */
  public Retrieval weights(List<Double> weights) {
    if (weights.size() != parts.size()) {
      throw new IllegalArgumentException(
          "expected a weight for each of " + parts.size() + " parts, found " + weights.size());
    }
    List<Part> weighed = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      weighed.add(parts.get(i).weight(weights.get(i)));
    }
    return new Retrieval(weighed, mixing, executor);
  }

  /** What it is made of. */
  public List<Part> parts() {
    return parts;
  }

  /** How lists become one. */
  public Mixing mixing() {
    return mixing;
  }

  /**
   * Finds candidates. When the deadline passes, what was found until then is returned, and {@link
   * Retrieved#partial} is true.
   *
   * @param search one request's questions to the index
   * @param seeker who asks
   * @param n how many at most, 1 or more; more only where the quotas together ask for more
   * @throws LlmrecException if the thread is interrupted while sources are asked on others
   */
  public Retrieved find(CatalogueSearch search, Seeker seeker, int n) {
    if (n < 1) {
      throw new IllegalArgumentException("n must be 1 or more, found " + n);
    }
    List<Timed> lists = ask(search, seeker);
    Pool pool = new Pool(lists.stream().map(Timed::hits).toList());
    double[] fused = pool.fused(mixing, parts.stream().map(Part::weight).toList());
    int[] chosen = pool.chosen(Pool.order(fused), parts.stream().map(Part::quota).toList(), n);
    List<Retrieved.Item> items = new ArrayList<>();
    for (int position : chosen) {
      items.add(new Retrieved.Item(pool.candidate(position), fused[position]));
    }
    return new Retrieved(items, lists.stream().map(Timed::report).toList());
  }

  /** What every part finds, in their order; for learning weights. */
  public List<Hits> lists(CatalogueSearch search, Seeker seeker) {
    return ask(search, seeker).stream().map(Timed::hits).toList();
  }

  private List<Timed> ask(CatalogueSearch search, Seeker seeker) {
    return new Questions(parts, search, seeker, executor).answers();
  }
}
