package org.llmrec.rerank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;

/** What every reranker keeps to, given a model that judges as it is told. */
public abstract class RerankerContract {
  /** What {@link #reranker} calls its model. */
  public static final String MODEL = "the-model";

  /** A text is the number that is its worth. */
  private static final ToDoubleBiFunction<String, String> WORTH =
      (query, text) -> Double.parseDouble(text);

  /** One whose model judges a query and a text so, and is called {@link #MODEL}. */
  protected abstract Reranker reranker(ToDoubleBiFunction<String, String> judge);

  @Test
  void theBestComeFirstTheTailStaysAndNobodyIsLost() {
    Reranker reranker = reranker(WORTH);
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Candidate> candidates = candidates(random, random.nextInt(40));
      int top = 1 + random.nextInt(50);
      String label = "seed " + seed;
      Reranking answer = reranker.rerank(RerankRequest.of("q", candidates).top(top));
      List<Candidate> expected = new ArrayList<>(candidates);
      // Stable: equal ones keep their order.
      expected
          .subList(0, Math.min(top, candidates.size()))
          .sort(Comparator.comparingDouble(c -> -Double.parseDouble(c.text())));
      assertEquals(expected, answer.items().stream().map(Reranked::candidate).toList(), label);
      for (int i = 0; i < answer.items().size(); i++) {
        Reranked item = answer.items().get(i);
        assertEquals(item.candidate(), candidates.get(item.given() - 1), label);
        assertEquals(i < top, item.score().isPresent(), label);
      }
      assertTrue(answer.full(), label);
      assertTrue(answer.cost().judgements() >= 0 && answer.cost().tokens() >= 0, label);
    }
  }

  @Test
  void ofNothingComesNothing() {
    Reranking answer = reranker(WORTH).rerank(RerankRequest.of("q", List.of()));
    assertEquals(List.of(), answer.items());
    assertTrue(answer.full());
  }

  @Test
  void theQueryIsWhatIsJudgedBy() {
    Reranker reranker = reranker((query, text) -> text.contains(query) ? 1 : 0);
    List<Candidate> candidates =
        List.of(new Candidate("a", "moon", 3), new Candidate("b", "star", 2));
    assertEquals("a", first(reranker, "moon", candidates));
    assertEquals("b", first(reranker, "star", candidates));
  }

  private static String first(Reranker reranker, String query, List<Candidate> candidates) {
    return reranker.rerank(RerankRequest.of(query, candidates)).items().get(0).candidate().id();
  }

  @Test
  void afterTheDeadlineTheGivenOrderComesBackAndSaysSo() {
    List<Candidate> candidates = candidates(new Random(1), 9);
    Reranking answer =
        reranker(WORTH)
            .rerank(RerankRequest.of("q", candidates).deadline(Deadline.in(Duration.ZERO)));
    assertEquals(candidates, answer.items().stream().map(Reranked::candidate).toList());
    assertTrue(answer.items().stream().map(Reranked::score).allMatch(OptionalDouble::isEmpty));
    assertFalse(answer.full());
    String why = assertInstanceOf(Outcome.Partial.class, answer.outcome()).why();
    assertTrue(why.contains("deadline"), why);
    assertEquals(0, answer.cost().judgements());
  }

  @Test
  void aModelThatIsBrokenIsAnErrorThatNamesIt() {
    Reranker reranker = reranker((query, text) -> text.equals("2") ? Double.NaN : 1);
    List<Candidate> candidates = List.of(new Candidate("a", "1", 0), new Candidate("b", "2", 0));
    LlmrecException refusal =
        assertThrows(
            LlmrecException.class, () -> reranker.rerank(RerankRequest.of("q", candidates)));
    assertTrue(refusal.getMessage().contains(MODEL), refusal.getMessage());
  }

  @Test
  void manyCallersGetOneCallersOrder() throws Exception {
    Reranker reranker = reranker(WORTH);
    RerankRequest request = RerankRequest.of("q", candidates(new Random(2), 30));
    List<Reranked> alone = reranker.rerank(request).items();
    ExecutorService pool =
        Executors.newFixedThreadPool(4, Thread.ofPlatform().name("caller-", 0).factory());
    try (pool) {
      Callable<List<Reranked>> call = () -> reranker.rerank(request).items();
      for (Future<List<Reranked>> each : pool.invokeAll(Collections.nCopies(16, call))) {
        assertEquals(alone, each.get());
      }
    }
  }

  private static List<Candidate> candidates(Random random, int n) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      candidates.add(new Candidate("i" + i, Integer.toString(random.nextInt(10)), n - i));
    }
    return candidates;
  }
}
