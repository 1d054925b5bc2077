package org.llmrec.recommender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.encode.pair.PairScorer;
import org.llmrec.encode.pair.TinyScorers;
import org.llmrec.rerank.Cost;
import org.llmrec.rerank.CrossEncoderReranker;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranked;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.Person;

/** A search with a reranker, beside the same without. */
class RerankedSearchTest {
  private static final String QUERY = "space opera";

  @TempDir Path folder;

  private TestWorkspace workspace;
  private PairScorer scorer;
  private Recommender recommender;

  @BeforeEach
  void open() throws IOException {
    workspace = TestWorkspace.publish(folder.resolve("ws"), 3, 90);
    scorer = TinyScorers.open(TinyScorers.in(folder.resolve("model"), TinyScorers.ONE), 1, 512);
    recommender = open(new CrossEncoderReranker(scorer));
  }

  private Recommender open(Reranker reranker) {
    return Recommender.open(
        workspace.folder, RecommenderOptions.defaults().reranker(reranker), TestWorkspace::encoder);
  }

  @AfterEach
  void close() {
    recommender.close();
    scorer.close();
  }

  @Test
  void theBestFewAreInTheModelsOrderAndTheOthersAsTheyWere() {
    for (int top : List.of(1, 2, 10, 25, 1000)) {
      for (int k : List.of(5, 25, 60)) {
        String label = top + " of " + k;
        Request plain = Request.forQuery(QUERY).k(k);
        List<Ranked> before = recommender.recommend(plain.k(60)).items();
        Response response = recommender.recommend(plain.rerank(top));
        assertEquals(List.of(), response.notes(), label);
        List<Ranked> after = response.items();
        assertEquals(Math.min(k, before.size()), after.size(), label);
        double previous = Double.POSITIVE_INFINITY;
        for (int p = 0; p < after.size(); p++) {
          Ranked item = after.get(p);
          assertEquals(before.get(p).score(), item.score(), label);
          assertEquals(p < top, item.stage(Stage.RERANK).isPresent(), label);
          if (p < top) {
            StageScore said = item.stage(Stage.RERANK).orElseThrow();
            assertEquals(score(item.id()), said.score(), 1e-5, label);
            assertTrue(said.score() <= previous, label);
            previous = said.score();
          } else {
            assertEquals(before.get(p).id(), item.id(), label);
          }
        }
        assertEquals(ids(before, after.size()).size(), ids(after, after.size()).size(), label);
        if (top <= k) {
          assertEquals(ids(before, top), ids(after, top), label);
        }
      }
    }
  }

  /** What the model says of an item's title and description. */
  private float score(String id) {
    Item item = workspace.item(id);
    String text = item.title() + "\n" + item.description();
    return scorer.score(QUERY, List.of(text)).values()[0];
  }

  private static HashSet<String> ids(List<Ranked> items, int first) {
    HashSet<String> ids = new HashSet<>();
    items.stream().limit(first).forEach(item -> ids.add(item.id()));
    return ids;
  }

  @Test
  void theSameRequestGetsTheSameAnswer() {
    Request request = Request.forUser("u0").query(QUERY).rerank(20);
    assertEquals(recommender.recommend(request), recommender.recommend(request));
  }

  @Test
  void withoutAQueryThereIsNothingToRerankBy() {
    Request user = Request.forUser("u0");
    for (Request request : List.of(user, user.query("?!"))) {
      Response response = recommender.recommend(request.rerank(10));
      assertTrue(response.has(Note.Code.NOT_RERANKED));
      assertEquals(recommender.recommend(request).items(), response.items());
    }
  }

  @Test
  void withoutARerankerItIsAnError() {
    try (Recommender plain = Recommender.open(workspace.folder)) {
      ConfigException refusal =
          assertThrows(
              ConfigException.class, () -> plain.recommend(Request.forQuery(QUERY).rerank(10)));
      assertTrue(refusal.getMessage().contains("RecommenderOptions"), refusal.getMessage());
    }
    assertThrows(ConfigException.class, () -> Request.forQuery(QUERY).rerank(0));
    assertThrows(ConfigException.class, () -> Request.forQuery(QUERY).rerank(1001));
  }

  @Test
  void whatTheDeadlineCutShortIsNotedAndStays() {
    Reranker none =
        request -> {
          List<Reranked> items = new ArrayList<>();
          for (int i = 0; i < request.candidates().size(); i++) {
            items.add(new Reranked(request.candidates().get(i), i + 1, OptionalDouble.empty()));
          }
          return new Reranking(
              items,
              new Outcome.Partial("the deadline passed"),
              Cost.ofScoring(0, 0, 0, Duration.ZERO));
        };
    try (Recommender late = open(none)) {
      Response response = late.recommend(Request.forQuery(QUERY).rerank(10));
      assertTrue(response.partial());
      String note = response.notes().get(0).message();
      assertTrue(note.contains("cut short the reranking"), note);
      assertEquals(recommender.recommend(Request.forQuery(QUERY)).items(), response.items());
    }
  }

  /** Turns the head round, whatever is asked, and takes any aim. */
  private static final class Turning implements Reranker {
    private final List<RerankRequest> asked = new ArrayList<>();
    private final Outcome outcome;

    Turning(Outcome outcome) {
      this.outcome = outcome;
    }

    @Override
    public boolean takes(RerankRequest.Aim aim) {
      return true;
    }

    @Override
    public Reranking rerank(RerankRequest request) {
      asked.add(request);
      double[] scores = IntStream.range(0, request.head().size()).asDoubleStream().toArray();
      return Reranking.byScores(request, scores, outcome, Cost.ofScoring(0, 0, 0, Duration.ZERO));
    }
  }

  @Test
  void aRerankerThatTakesTastesIsToldWhatWasLiked() {
    Turning turning = new Turning(new Outcome.Full());
    List<Ranked> plain = recommender.recommend(Request.forUser("u0").k(10)).items();
    try (Recommender tasting = open(turning)) {
      Response response = tasting.recommend(Request.forUser("u0").k(10).rerank(5));
      assertEquals(List.of(), response.notes());
      List<String> expected = new ArrayList<>(plain.stream().map(Ranked::id).toList());
      Collections.reverse(expected.subList(0, 5));
      assertEquals(expected, response.items().stream().map(Ranked::id).toList());
      assertEquals(RerankRequest.Aim.TASTE, turning.asked.getLast().aim());
      Person told = turning.asked.getLast().person();
      assertEquals(Optional.of("u0"), told.id());
      assertTrue(told.known(), told.toString());
      Response byHistory =
          tasting.recommend(Request.forHistory(plain.get(0).id(), plain.get(3).id()).rerank(5));
      assertEquals(List.of(), byHistory.notes());
      Person byItems = turning.asked.getLast().person();
      assertEquals(Optional.empty(), byItems.id());
      assertEquals(
          List.of(plain.get(0).title(), plain.get(3).title()),
          byItems.history().items().stream().map(HistoryItem::title).toList());
      assertTrue(tasting.recommend(Request.forAnyone().rerank(5)).has(Note.Code.NOT_RERANKED));
      tasting.recommend(Request.forQuery(QUERY).rerank(5));
      assertEquals(RerankRequest.Aim.SEARCH, turning.asked.getLast().aim());
      assertEquals(Person.UNKNOWN, turning.asked.getLast().person());
    }
  }

  @Test
  void aRerankerOfTastesLeavesASearchAndSaysSo() {
    Reranker ofTastes =
        new Reranker() {
          @Override
          public boolean takes(RerankRequest.Aim aim) {
            return aim == RerankRequest.Aim.TASTE;
          }

          @Override
          public Reranking rerank(RerankRequest request) {
            throw new AssertionError("asked by " + request.query());
          }
        };
    try (Recommender tasting = open(ofTastes)) {
      Response response = tasting.recommend(Request.forQuery(QUERY).rerank(5));
      assertTrue(response.has(Note.Code.NOT_RERANKED));
      assertEquals(recommender.recommend(Request.forQuery(QUERY)).items(), response.items());
    }
  }

  @Test
  void aRerankerWithoutAnAnswerSaysWhy() {
    try (Recommender silent = open(new Turning(new Outcome.Fallback("the model is down")))) {
      Response response = silent.recommend(Request.forQuery(QUERY).rerank(10));
      assertTrue(response.has(Note.Code.NOT_RERANKED));
      assertTrue(response.notes().get(0).message().contains("the model is down"));
    }
    try (Recommender poor = open(new Turning(new Outcome.Partial("the budget is spent", false)))) {
      Response response = poor.recommend(Request.forQuery(QUERY).rerank(10));
      assertTrue(response.has(Note.Code.PARTIAL));
      assertTrue(response.notes().get(0).message().contains("the budget is spent"));
    }
  }
}
