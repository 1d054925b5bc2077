package org.llmrec.rerank;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** No answer leaves a candidate out or has it twice, whoever makes it. */
class RerankingTest {
  private static final Cost COST = Cost.ofScoring(0, 0, 0, Duration.ZERO);
  private static final Candidate A = new Candidate("a", "", 0);

  @Test
  void anAnswerThatIsNoPermutationCannotBeMade() {
    Reranked first = new Reranked(A, 1, OptionalDouble.empty());
    for (Reranked second : List.of(first, new Reranked(A, 3, OptionalDouble.empty()))) {
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class,
              () -> new Reranking(List.of(first, second), new Outcome.Full(), COST));
      assertTrue(refusal.getMessage().contains("each place from 1 to 2 once"));
    }
  }

  @Test
  void aRequestHasEachCandidateOnceAndATop() {
    assertThrows(IllegalArgumentException.class, () -> RerankRequest.of("q", List.of(A, A)).top(1));
    assertThrows(IllegalArgumentException.class, () -> RerankRequest.of("q", List.of(A)).top(0));
  }
}
