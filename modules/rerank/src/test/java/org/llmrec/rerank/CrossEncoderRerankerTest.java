package org.llmrec.rerank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Deadline;
import org.llmrec.encode.EncoderManifest.ModelFile;
import org.llmrec.encode.pair.Activation;
import org.llmrec.encode.pair.Pair;
import org.llmrec.encode.pair.PairScorer;
import org.llmrec.encode.pair.PairScores;
import org.llmrec.encode.pair.ScorerManifest;
import org.llmrec.encode.pair.TinyScorers;

/** With scorers that do as they are told, and with a real one. */
class CrossEncoderRerankerTest extends RerankerContract {
  private static final ModelFile SOME = new ModelFile(1, "0".repeat(64));

  @Override
  protected Reranker reranker(ToDoubleBiFunction<String, String> judge) {
    return new CrossEncoderReranker(new Told(judge, Set.of()));
  }

  @Test
  void whatHasNoScoreStaysInItsPlaceAndTheOthersMoveAroundIt() {
    Reranker reranker =
        new CrossEncoderReranker(
            new Told((query, text) -> Double.parseDouble(text), Set.of("6", "2")));
    List<Candidate> candidates = new ArrayList<>();
    for (String text : List.of("1", "6", "3", "2", "5", "9")) {
      candidates.add(new Candidate("i" + text, text, 0));
    }
    Reranking answer = reranker.rerank(RerankRequest.of("q", candidates).top(5));
    assertEquals(
        List.of("i5", "i6", "i3", "i2", "i1", "i9"),
        answer.items().stream().map(item -> item.candidate().id()).toList());
    assertEquals(
        new Outcome.Partial("the deadline passed when 3 of 5 candidates had a score"),
        answer.outcome());
    assertEquals(3, answer.cost().judgements());
  }

  @Test
  void aRealModelOrdersByItsScoresAndSaysWhatItRead(@TempDir Path folder) throws IOException {
    List<String> texts = List.of("the old robot", "moon ".repeat(200), "a star", "", "war");
    List<Candidate> candidates = new ArrayList<>();
    for (String text : texts) {
      candidates.add(new Candidate("i" + candidates.size(), text, -candidates.size()));
    }
    try (PairScorer scorer = TinyScorers.open(TinyScorers.in(folder, TinyScorers.ONE), 1, 64)) {
      PairScores scores = scorer.score("robot", texts);
      Reranking answer =
          new CrossEncoderReranker(scorer).rerank(RerankRequest.of("robot", candidates));
      double previous = Double.POSITIVE_INFINITY;
      for (Reranked item : answer.items()) {
        double score = item.score().orElseThrow();
        assertEquals(scores.values()[item.given() - 1], score, 1e-6);
        assertTrue(score <= previous);
        previous = score;
      }
      assertEquals(5, answer.cost().judgements());
      assertEquals(1, answer.cost().truncated());
      assertEquals(scores.pieces(), answer.cost().tokens());
      assertFalse(answer.cost().time().isNegative());
    }
  }

  /** Says what it is told, and nothing of some texts. */
  private record Told(ToDoubleBiFunction<String, String> judge, Set<String> silentAbout)
      implements PairScorer {
    @Override
    public ScorerManifest manifest() {
      return new ScorerManifest(
          MODEL,
          "",
          "",
          64,
          "logits",
          1,
          0,
          Activation.NONE,
          "",
          "",
          Map.of(ScorerManifest.MODEL, SOME, ScorerManifest.TOKENIZER, SOME));
    }

    @Override
    public PairScores score(List<Pair> pairs, Deadline deadline) {
      int n = pairs.size();
      float[] values = new float[n];
      boolean[] scored = new boolean[n];
      for (int i = 0; i < n; i++) {
        Pair pair = pairs.get(i);
        scored[i] = !deadline.expired() && !silentAbout.contains(pair.text());
        values[i] = scored[i] ? (float) judge.applyAsDouble(pair.query(), pair.text()) : Float.NaN;
      }
      return new PairScores(values, scored, new boolean[n], n, Duration.ZERO);
    }

    @Override
    public void close() {}
  }
}
