package org.llmrec.rerank.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.price.Price;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.chat.ChatRecommender;
import org.llmrec.rerank.chat.ChatReranker;
import org.llmrec.rerank.chat.Scale;
import org.llmrec.rerank.chat.Task;
import org.llmrec.rerank.chat.Told;
import org.llmrec.rerank.chat.Verdict;
import org.llmrec.rerank.explain.ExplainOptions;
import org.llmrec.rerank.explain.Explainer;
import org.llmrec.rerank.explain.Explanation;
import org.llmrec.rerank.explain.ItemFields;
import org.llmrec.rerank.explain.ReasonCache;
import org.llmrec.rerank.ground.Grounded;
import org.llmrec.rerank.ground.TitleIndex;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.Person;
import org.llmrec.rerank.palr.PalrReranker;
import org.llmrec.rerank.palr.ProfileStore;
import org.llmrec.rerank.palr.ProfileWriter;
import org.llmrec.rerank.palr.Profiles;
import org.llmrec.rerank.palr.Refresh;
import org.llmrec.rerank.prompt.Asking;
import org.llmrec.rerank.tallrec.TallrecAnswers;
import org.llmrec.rerank.tallrec.TallrecForm;
import org.llmrec.rerank.tallrec.TallrecReranker;
import org.llmrec.rerank.tallrec.TallrecRule;
import org.llmrec.rerank.tallrec.TallrecScorer;
import org.llmrec.rerank.tallrec.TallrecTemplate;

/** Every strategy with a small real model: shapes, counts and permutations, not wit. */
abstract class RealModelContract {
  private static final List<Candidate> FILMS =
      List.of(
          new Candidate("cook", "A cook opens a small restaurant in Lyon.", 6),
          new Candidate("whale", "A captain hunts a white whale across the oceans.", 5),
          new Candidate("ship", "Robots guard the last ship of a space fleet.", 4),
          new Candidate("dance", "A dancer returns to her village for a wedding.", 3),
          new Candidate("mars", "An astronaut is left behind on Mars and grows potatoes.", 2),
          new Candidate("court", "A young lawyer takes on a mining company.", 1));

  private static final RerankRequest REQUEST = RerankRequest.of("space opera with robots", FILMS);

  /** The model; closed by whoever opened it. */
  abstract LanguageModel model();

  /** Prompts for six candidates, where that does not depend on the answers; else -1. */
  private static Map<Strategy, Integer> strategies() {
    Map<Strategy, Integer> all = new LinkedHashMap<>();
    all.put(new Strategy.AllPairs(), 30);
    all.put(new Strategy.PairHeap(2), -1);
    all.put(new Strategy.Sliding(1, false), 10);
    all.put(new Strategy.SetHeap(2, 3), -1);
    all.put(new Strategy.SetBubble(1, 3), 3);
    all.put(new Strategy.Listwise(4, 2), 2);
    all.put(new Strategy.FirstToken(4, 2), 2);
    all.put(new Strategy.Consistent(2, 6, 3), 2);
    all.put(new Strategy.TourRank(1), 2);
    all.put(new Strategy.YesNo(), 6);
    all.put(new Strategy.Grades(3), 6);
    all.put(new Strategy.Auto(10), 30);
    return all;
  }

  @Test
  void everyStrategyGivesAPermutationAndCountsWhatItAsked() {
    for (AskOptions.Mode mode : List.of(AskOptions.Mode.AUTO, AskOptions.Mode.GENERATION)) {
      AskOptions options = AskOptions.defaults().mode(mode).concurrency(2);
      for (Map.Entry<Strategy, Integer> each : strategies().entrySet()) {
        String label = mode + " " + each.getKey();
        Reranking answer = LlmReranker.of(model(), each.getKey(), options).rerank(REQUEST);
        assertEquals(
            new TreeSet<>(FILMS.stream().map(Candidate::id).toList()),
            new TreeSet<>(answer.items().stream().map(item -> item.candidate().id()).toList()),
            label);
        assertEquals(FILMS.size(), answer.items().size(), label);
        assertFalse(answer.outcome() instanceof Outcome.Partial, label);
        long asked = answer.cost().prompts() + answer.cost().cached();
        if (each.getValue() >= 0) {
          assertEquals(each.getValue().longValue(), asked, label);
        }
        assertTrue(answer.cost().tokens() > 20 * answer.cost().prompts(), label);
      }
    }
  }

  @Test
  void probabilitiesAreUsedWhereTheyAreShown() {
    Reranking scored =
        LlmReranker.of(model(), new Strategy.AllPairs(), AskOptions.defaults()).rerank(REQUEST);
    // Labels that are scored cannot be misread.
    assertInstanceOf(Outcome.Full.class, scored.outcome());
    Reranking graded =
        LlmReranker.of(model(), new Strategy.Grades(3), AskOptions.defaults()).rerank(REQUEST);
    graded
        .items()
        .forEach(
            item -> {
              double grade = item.score().orElseThrow();
              assertTrue(grade >= 0 && grade <= 3, item.toString());
            });
  }

  @Test
  void aDeadlineInTheMiddleLeavesAPermutation() {
    Reranking answer =
        LlmReranker.of(model(), new Strategy.AllPairs(), AskOptions.defaults())
            .rerank(REQUEST.deadline(Deadline.in(Duration.ofMillis(150))));
    assertEquals(FILMS.size(), answer.items().size());
    if (answer.cost().prompts() < 30) {
      assertInstanceOf(Outcome.Partial.class, answer.outcome());
    }
  }

  private static final History HISTORY =
      History.NONE
          .then(HistoryItem.of("alien", "Alien").keywords(List.of("space", "horror")).value(5))
          .then(HistoryItem.of("emma", "Emma").keywords(List.of("romance")).value(2));

  private static final RerankRequest PERSONAL =
      RerankRequest.of(Person.of(HISTORY).likedFrom(4), FILMS);

  private static final TitleIndex TITLES =
      TitleIndex.of(
          FILMS.stream().map(Candidate::id).toList(), FILMS.stream().map(Candidate::text).toList());

  @Test
  void recommendersByPromptEndInAVerdictOrAPermutation() {
    for (boolean structured : new boolean[] {false, true}) {
      Asking asking = Asking.of(model()).structured(structured);
      ChatRecommender chat = new ChatRecommender(asking);
      Deadline none = Deadline.none();
      HistoryItem film = HistoryItem.of("mars", "Red Harvest");
      Task.Rate rate = new Task.Rate(film, Scale.STARS);
      Told<Double> rating = chat.rate(rate, Optional.empty(), none);
      rating.value().ifPresent(stars -> assertTrue(stars >= 1 && stars <= 5, rating.toString()));
      Told<Grounded> next = chat.next(Task.Next.of(HISTORY), Optional.empty(), TITLES, none);
      next.value()
          .ifPresent(list -> assertEquals(list.ids().size(), new TreeSet<>(list.ids()).size()));
      List<Told<?>> told =
          List.of(
              chat.judge(new Task.Judge(HISTORY, film), Optional.empty(), none),
              chat.explain(new Task.Explain(HISTORY, film), Optional.empty(), none),
              chat.summarise(new Task.Summarise("Slow, but the end!"), Optional.empty(), none),
              chat.choose(Task.Choose.of(HISTORY, FILMS), Optional.empty(), TITLES, none),
              chat.rank(Task.Rank.of(HISTORY, FILMS), Optional.empty(), TITLES, none));
      told.forEach(
          each ->
              assertEquals(
                  each.verdict() == Verdict.READ, each.value().isPresent(), each.toString()));
      for (ChatReranker.Form form : ChatReranker.Form.values()) {
        permutation(ChatReranker.of(asking, form).rerank(REQUEST));
      }
      Profiles profiles =
          new Profiles(ProfileStore.inMemory(), ProfileWriter.of(asking), Refresh.USUAL);
      permutation(
          PalrReranker.of(asking, 42).catalogue(TITLES).profiles(profiles).rerank(PERSONAL));
    }
  }

  @Test
  void yesOrNoIsAScoreOrAnErrorThatNamesTheModel() {
    TallrecReranker reranker =
        new TallrecReranker(
            new TallrecAnswers(new TallrecScorer(model(), TallrecTemplate.CHAT), 2),
            TallrecForm.MOVIE,
            TallrecRule.RATIO,
            Optional.of(Price.FREE));
    try {
      Reranking answer = reranker.rerank(PERSONAL);
      permutation(answer);
      answer.items().forEach(item -> assertTrue(item.score().isPresent(), item.toString()));
    } catch (LlmrecException e) {
      assertTrue(e.getMessage().contains(model().info().id()), e.getMessage());
    }
  }

  @Test
  void everyItemGetsAReasonWhateverTheModelWrites() throws InterruptedException {
    List<ItemFields> items =
        FILMS.stream()
            .limit(3)
            .map(film -> new ItemFields(film.id(), film.text(), "", List.of("drama")))
            .toList();
    Explanation why =
        new Explainer(model(), TITLES, ExplainOptions.DEFAULTS, new ReasonCache(10), new Random(1))
            .explain(items, HISTORY, Deadline.none());
    assertEquals(items.size(), why.reasons().size(), why.toString());
    why.reasons()
        .forEach(
            reason ->
                assertTrue(
                    !reason.text().isBlank() && reason.text().length() <= 200, reason.text()));
  }

  private static void permutation(Reranking answer) {
    assertEquals(
        new TreeSet<>(FILMS.stream().map(Candidate::id).toList()),
        new TreeSet<>(answer.items().stream().map(item -> item.candidate().id()).toList()));
    assertTrue(answer.cost().tokens() > 0, answer.toString());
  }
}
