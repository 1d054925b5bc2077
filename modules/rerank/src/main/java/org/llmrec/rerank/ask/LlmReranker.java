package org.llmrec.rerank.ask;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.llm.Capability;
import org.llmrec.llm.LanguageModel;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Cost;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.order.AllPairs;
import org.llmrec.rerank.order.HaltedException;
import org.llmrec.rerank.order.Heap;
import org.llmrec.rerank.order.Points;
import org.llmrec.rerank.order.SetBubbles;
import org.llmrec.rerank.order.Shuffles;
import org.llmrec.rerank.order.SlidingPasses;
import org.llmrec.rerank.order.Standing;
import org.llmrec.rerank.order.Tournaments;
import org.llmrec.rerank.order.Windows;

/**
 * Asks a language model for the order of the best few. Thread-safe; the model stays its owner's to
 * close. Answers are remembered over requests, so that the same question is paid for once.
 *
 * <p>The model should be behind a {@link org.llmrec.llm.guard.GuardedModel}, which retries. A model
 * that cannot be asked for what the operator has to mend (a wrong key, no such model, a prompt that
 * is too long) throws; one that fails for the moment leaves what was judged by then, see {@link
 * Outcome}.
 */
public final class LlmReranker implements Reranker {
  private final LanguageModel model;
  private final Strategy strategy;
  private final AskOptions options;
  private final boolean scores;
  private final boolean scoring;
  private final Answers answers;
  private final Semaphore places;

  /** By how many candidates there are. */
  private final Map<Integer, Strategist.Choice> choices = new ConcurrentHashMap<>();

  private LlmReranker(LanguageModel model, Strategy strategy, AskOptions options) {
    this.model = Objects.requireNonNull(model, "model");
    this.strategy = Objects.requireNonNull(strategy, "strategy");
    this.options = options;
    scores =
        model.info().can(Capability.FIRST_TOKEN_SCORES)
            || model.info().can(Capability.ANSWER_SCORES);
    if (!scores
        && (options.mode() == AskOptions.Mode.SCORING || strategy instanceof Strategy.FirstToken)) {
      model.info().require(Capability.FIRST_TOKEN_SCORES, "scores of labels");
    }
    scoring = scores && options.mode() != AskOptions.Mode.GENERATION;
    answers = new Answers(options.cached());
    places = new Semaphore(options.concurrency(), true);
  }

  /**
   * Of a model.
   *
   * @throws org.llmrec.core.error.ConfigException if scores are wanted of a model without them
   */
  public static LlmReranker of(LanguageModel model, Strategy strategy, AskOptions options) {
    return new LlmReranker(model, strategy, options);
  }

  @Override
  public boolean takes(RerankRequest.Aim aim) {
    return true;
  }

  @Override
  public Reranking rerank(RerankRequest request) {
    long begin = System.nanoTime();
    List<Candidate> head = request.head();
    Interview interview = new Interview(model, options, answers, places, request.deadline());
    Panel panel =
        new Panel(
            interview,
            Prompt.of(request, options.textLimit()),
            head.stream().map(Candidate::text).toList(),
            scoring,
            model.info().can(Capability.JSON_SCHEMA),
            options.seed());
    Standing standing = stand(head.size(), strategy, panel);
    Outcome outcome = outcome(standing, interview);
    double[] points =
        standing.points().stream()
            .mapToDouble(p -> outcome instanceof Outcome.Fallback ? Double.NaN : p)
            .toArray();
    Cost cost =
        new Cost(
            interview.whole() + interview.mended() + interview.useless(),
            interview.purse().prompts(),
            interview.cached(),
            interview.purse().read(),
            interview.purse().written(),
            cut(head),
            interview.purse().money(),
            Duration.ofNanos(System.nanoTime() - begin));
    return Reranking.byScores(request, points, outcome, cost);
  }

  private Standing stand(int n, Strategy chosen, Panel panel) {
    try {
      return standing(n, chosen, panel);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LlmrecException(
          MachineCode.INTERRUPTED,
          "model '" + model.info().id() + "': the thread was interrupted while it was asked",
          e);
    }
  }

  private Standing standing(int n, Strategy chosen, Panel panel) throws InterruptedException {
    long seed = options.seed();
    return switch (chosen) {
      case Strategy.AllPairs all -> AllPairs.order(n, new AskedPairs(panel));
      case Strategy.PairHeap heap -> Heap.ofPairs(n, heap.k(), new AskedPairs(panel));
      case Strategy.Sliding sliding ->
          SlidingPasses.order(n, sliding.passes(), sliding.shrinking(), new AskedPairs(panel));
      case Strategy.SetHeap heap -> Heap.ofSets(n, heap.k(), heap.shown(), new AskedSets(panel));
      case Strategy.SetBubble bubble ->
          SetBubbles.order(n, bubble.k(), bubble.shown(), new AskedSets(panel));
      case Strategy.Listwise list ->
          Windows.order(n, list.size(), list.step(), new AskedLists(panel));
      case Strategy.FirstToken first ->
          Windows.order(n, first.size(), first.step(), new AskedFirstTokens(panel));
      case Strategy.Consistent consistent ->
          Shuffles.order(
              n,
              consistent.shuffles(),
              consistent.size(),
              consistent.step(),
              seed,
              new AskedLists(panel));
      case Strategy.TourRank tour ->
          Tournaments.order(n, tour.tournaments(), seed, new AskedLists(panel));
      case Strategy.YesNo yesNo -> Points.order(n, new AskedPoints(panel, 0, model.info().id()));
      case Strategy.Grades grades ->
          Points.order(n, new AskedPoints(panel, grades.most(), model.info().id()));
      case Strategy.Auto auto -> standing(n, choice(n, auto).strategy(), panel);
    };
  }

  private Strategist.Choice choice(int n, Strategy.Auto auto) {
    return choices.computeIfAbsent(
        n,
        size ->
            Strategist.choose(
                size,
                auto.k(),
                model.info(),
                options.budget(),
                wish -> Rehearsal.prompts(size, wish, options, scores)));
  }

  /**
   * What a request would cost; nothing is sent.
   *
   * @return the cost of asking about a list that is the wrong way round
   */
  public Estimate estimate(RerankRequest request) {
    int n = request.head().size();
    Strategist.Choice choice =
        strategy instanceof Strategy.Auto auto
            ? choice(n, auto)
            : new Strategist.Choice(strategy, "it was asked for");
    Cost cost = Rehearsal.cost(request, choice.strategy(), options, scores);
    return new Estimate(
        choice.strategy(),
        choice.why(),
        cost.prompts(),
        cost.tokens(),
        cost.written(),
        cost.money());
  }

  private long cut(List<Candidate> head) {
    return head.stream()
        .filter(c -> c.text().codePointCount(0, c.text().length()) > options.textLimit())
        .count();
  }

  private static Outcome outcome(Standing standing, Interview interview) {
    long useful = interview.whole() + interview.mended();
    long all = useful + interview.useless();
    if (standing.halted().isPresent()) {
      HaltedException halted = standing.halted().get();
      return all == 0 && halted.kind() == HaltedException.Cause.MODEL
          ? new Outcome.Fallback(halted.getMessage())
          : new Outcome.Partial(
              halted.getMessage() + "; " + all + " judgements were made",
              halted.kind() == HaltedException.Cause.DEADLINE);
    }
    if (interview.whole() == all) {
      return new Outcome.Full();
    }
    return useful == 0
        ? new Outcome.Fallback("none of " + all + " answers could be read" + because(interview))
        : new Outcome.Repaired(
            (int) Math.min(Integer.MAX_VALUE, all - interview.whole()),
            (all - interview.whole())
                + " of "
                + all
                + " answers were refused, empty or not as asked for"
                + because(interview));
  }

  private static String because(Interview interview) {
    return interview.failure().isEmpty() ? "" : "; " + interview.failure();
  }
}
