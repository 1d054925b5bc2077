package org.llmrec.recommender;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.retrieve.Filter;

/**
 * What is asked for. Immutable: every setter gives a new one.
 *
 * <pre>{@code
 * Request.forHistory("b001", "b014").k(20)
 * Request.forUser("r7").query("space opera with robots").filter(Filter.anyCategory("Sci-Fi"))
 * }</pre>
 *
 * @param user whose taste counts, and whose seen items are left out
 * @param history items that the person liked; the taste is folded in from them and takes the place
 *     of the user's trained one. They are never in the response
 * @param query what the person typed; decides which items are candidates
 * @param filter which items may be found
 * @param k how many items are wanted, {@value #MIN_K} to {@value #MAX_K}
 * @param candidates how many candidates each source gives; the greater of {@value
 *     #DEFAULT_CANDIDATES} and {@code 2 * k} unless set
 * @param includeSeen whether items that the user has interacted with may be in the response
 * @param rerank how many of the best are put into a better order by the reranker that the
 *     recommender was opened with, {@value #MIN_K} to {@value #MAX_K}; by the query, or else by
 *     what was liked, see {@link #rerank(int)}. Not reranked unless set
 * @param diversity how much items that differ count beside items that fit, {@value #LEAST_DIVERSE}
 *     to {@value #MOST_DIVERSE}; 0, which it is unless set, leaves the list as it is
 * @param probabilities whether items are shown with a probability, which costs a look at the whole
 *     catalogue
 * @param deadline when the answer is wanted; a request with one is for one use
 */
public record Request(
    Optional<String> user,
    Optional<List<String>> history,
    Optional<String> query,
    Filter filter,
    int k,
    OptionalInt candidates,
    boolean includeSeen,
    OptionalInt rerank,
    double diversity,
    boolean probabilities,
    Deadline deadline) {
  /** The least that can be asked for. */
  public static final int MIN_K = 1;

  /** The most that can be asked for. */
  public static final int MAX_K = 1_000;

  /** What each source gives unless told otherwise. */
  public static final int DEFAULT_CANDIDATES = 200;

  /** The most candidates of one source. */
  public static final int MAX_CANDIDATES = 10_000;

  /** Goes by relevance alone. */
  public static final double LEAST_DIVERSE = 0;

  /** Goes by how much items differ alone, after the best one. */
  public static final double MOST_DIVERSE = 1;

  private static final int DEFAULT_K = 10;
  private static final Request ANYONE =
      new Request(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Filter.none(),
          DEFAULT_K,
          OptionalInt.empty(),
          false,
          OptionalInt.empty(),
          LEAST_DIVERSE,
          false,
          Deadline.none());

  /**
   * Checks the numbers.
   *
   * @throws ConfigException if {@code k}, {@code candidates}, {@code rerank} or {@code diversity}
   *     is out of range
   */
  public Request {
    Objects.requireNonNull(user, "user");
    history = history.map(List::copyOf);
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(deadline, "deadline");
    if (k < MIN_K || k > MAX_K) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE, "k: expected " + MIN_K + " to " + MAX_K + ", found " + k);
    }
    candidates.ifPresent(
        n -> {
          if (n < 1 || n > MAX_CANDIDATES) {
            throw new ConfigException(
                OptionCode.OPTION_RANGE,
                "candidates: expected 1 to " + MAX_CANDIDATES + ", found " + n);
          }
        });
    rerank.ifPresent(
        n -> {
          if (n < MIN_K || n > MAX_K) {
            throw new ConfigException(
                OptionCode.OPTION_RANGE,
                "rerank: expected " + MIN_K + " to " + MAX_K + ", found " + n);
          }
        });
    if (!(diversity >= LEAST_DIVERSE && diversity <= MOST_DIVERSE)) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "diversity: expected " + LEAST_DIVERSE + " to " + MOST_DIVERSE + ", found " + diversity);
    }
  }

  /** For nobody in particular. */
  public static Request forAnyone() {
    return ANYONE;
  }

  /** For a user of the training data, or for whom the caller calls by an id. */
  public static Request forUser(String user) {
    return ANYONE.user(user);
  }

  /** For somebody of whom only this is known: items they liked. */
  public static Request forHistory(String... itemIds) {
    return ANYONE.history(List.of(itemIds));
  }

  /** For somebody who typed this. */
  public static Request forQuery(String text) {
    return ANYONE.query(text);
  }

  /** The same for this user. */
  public Request user(String id) {
    return with(draft -> draft.user = Optional.of(id));
  }

  /** The same with this history. */
  public Request history(List<String> itemIds) {
    return with(draft -> draft.history = Optional.of(itemIds));
  }

  /** The same with this query. */
  public Request query(String text) {
    return with(draft -> draft.query = Optional.of(text));
  }

  /** The same with this filter. */
  public Request filter(Filter itemFilter) {
    return with(draft -> draft.filter = itemFilter);
  }

  /**
   * The same for this many items.
   *
   * @throws ConfigException if out of range
   */
  public Request k(int items) {
    return with(draft -> draft.k = items);
  }

  /**
   * The same with this many candidates of each source; more cost time and may find better items.
   *
   * @throws ConfigException if out of range
   */
  public Request candidates(int n) {
    return with(draft -> draft.candidates = OptionalInt.of(n));
  }

  /** The same with seen items allowed, or not. Items of a history stay left out. */
  public Request includeSeen(boolean include) {
    return with(draft -> draft.includeSeen = include);
  }

  /**
   * The same with the best {@code n} reranked by the recommender's reranker, which reads the query
   * and the items' titles and descriptions; more cost time. The others follow as they are. Without
   * a query, a reranker that takes tastes reads the titles of what was liked instead.
   *
   * @throws ConfigException if out of range
   */
  public Request rerank(int n) {
    return with(draft -> draft.rerank = OptionalInt.of(n));
  }

  /**
   * The same with a list that does not say one thing five times: each place goes to the item with
   * the highest {@code (1 - share) * relevance - share * likeness}. Relevance is the score that the
   * list would be ordered by otherwise, reranked or not, from 0 for the last of the best {@link
   * #candidates} to 1 for the first; likeness is the highest cosine of the item's text vector to
   * one above it, and 0 for an item without a vector (maximal marginal relevance, see {@link
   * org.llmrec.rank.diversity.Mmr}). The first item stays the first. 0.2 to 0.5 is a start.
   *
   * @param share 0 to 1
   * @throws ConfigException if out of range
   */
  public Request diversity(double share) {
    return with(draft -> draft.diversity = share);
  }

  /**
   * The same with a probability of each item ({@link Ranked#probability}), or without. It costs
   * that every item of the catalogue is scored once, where the others cost what the candidates do.
   */
  public Request probabilities(boolean shown) {
    return with(draft -> draft.probabilities = shown);
  }

  /** The same with this deadline. */
  public Request deadline(Deadline until) {
    return with(draft -> draft.deadline = until);
  }

  /** The same, to be answered within this time from now. */
  public Request within(Duration time) {
    return deadline(Deadline.in(time));
  }

  /**
   * How many candidates each source gives.
   *
   * @throws ConfigException if that is less than {@code k}
   */
  int window() {
    int n = candidates.orElse(Math.max(DEFAULT_CANDIDATES, 2 * k));
    if (n < k) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "candidates: expected at least k = " + k + ", found " + n + "; raise it or lower k");
    }
    return n;
  }

  private Request with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.request();
  }

  /** A request of which something changes. */
  private static final class Draft {
    private Optional<String> user;
    private Optional<List<String>> history;
    private Optional<String> query;
    private Filter filter;
    private int k;
    private OptionalInt candidates;
    private boolean includeSeen;
    private OptionalInt rerank;
    private double diversity;
    private boolean probabilities;
    private Deadline deadline;

    Draft(Request from) {
      user = from.user;
      history = from.history;
      query = from.query;
      filter = from.filter;
      k = from.k;
      candidates = from.candidates;
      includeSeen = from.includeSeen;
      rerank = from.rerank;
      diversity = from.diversity;
      probabilities = from.probabilities;
      deadline = from.deadline;
    }

    Request request() {
      return new Request(
          user,
          history,
          query,
          filter,
          k,
          candidates,
          includeSeen,
          rerank,
          diversity,
          probabilities,
          deadline);
    }
  }
}
