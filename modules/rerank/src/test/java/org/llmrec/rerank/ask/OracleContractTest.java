package org.llmrec.rerank.ask;

import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Nested;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.RerankerContract;

/** Strategies that bring a whole list into order, asked of a model that is always right. */
class OracleContractTest {
  private static Reranker reranker(
      Strategy strategy, boolean scores, ToDoubleBiFunction<String, String> judge) {
    return LlmReranker.of(
        new OracleModel(RerankerContract.MODEL, judge, OracleNoise.NONE, scores),
        strategy,
        AskOptions.defaults());
  }

  @Nested
  class AllPairsWritten extends RerankerContract {
    @Override
    protected Reranker reranker(ToDoubleBiFunction<String, String> judge) {
      return OracleContractTest.reranker(new Strategy.AllPairs(), false, judge);
    }
  }

  @Nested
  class AllPairsScored extends RerankerContract {
    @Override
    protected Reranker reranker(ToDoubleBiFunction<String, String> judge) {
      return OracleContractTest.reranker(new Strategy.AllPairs(), true, judge);
    }
  }

  @Nested
  class Heap extends RerankerContract {
    @Override
    protected Reranker reranker(ToDoubleBiFunction<String, String> judge) {
      return OracleContractTest.reranker(new Strategy.PairHeap(50), false, judge);
    }
  }

  @Nested
  class Sliding extends RerankerContract {
    @Override
    protected Reranker reranker(ToDoubleBiFunction<String, String> judge) {
      return OracleContractTest.reranker(new Strategy.Sliding(50, true), false, judge);
    }
  }

  @Nested
  class OneWindow extends RerankerContract {
    @Override
    protected Reranker reranker(ToDoubleBiFunction<String, String> judge) {
      return OracleContractTest.reranker(new Strategy.Listwise(100, 50), false, judge);
    }
  }

  @Nested
  class Grades extends RerankerContract {
    @Override
    protected Reranker reranker(ToDoubleBiFunction<String, String> judge) {
      // Grades go from 0 to 1 of the highest.
      return OracleContractTest.reranker(
          new Strategy.Grades(9), true, (query, text) -> judge.applyAsDouble(query, text) / 9);
    }
  }
}
