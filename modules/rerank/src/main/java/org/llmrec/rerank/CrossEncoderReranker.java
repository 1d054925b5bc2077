package org.llmrec.rerank;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.pair.PairScorer;
import org.llmrec.encode.pair.PairScores;

/**
 * Orders by the scores of a cross-encoder, which reads the query and each text together.
 *
 * @param scorer the model; to be closed by whoever opened it
 */
public record CrossEncoderReranker(PairScorer scorer) implements Reranker {
  /** Takes a model. */
  public CrossEncoderReranker {
    Objects.requireNonNull(scorer, "scorer");
  }

  @Override
  public Reranking rerank(RerankRequest request) {
    long begin = System.nanoTime();
    List<String> texts = request.head().stream().map(Candidate::text).toList();
    PairScores answer = scorer.score(request.query(), texts, request.deadline());
    double[] scores = new double[texts.size()];
    for (int i = 0; i < scores.length; i++) {
      if (answer.scored()[i] && !Float.isFinite(answer.values()[i])) {
        throw new LlmrecException(
            EncoderCode.MODEL_OUTPUT,
            "the pair scorer "
                + scorer.manifest().name()
                + ": expected a finite score for "
                + request.head().get(i).id()
                + ", found "
                + answer.values()[i]
                + "; the model is broken");
      }
      scores[i] = answer.scored()[i] ? answer.values()[i] : Double.NaN;
    }
    Outcome outcome =
        answer.complete()
            ? new Outcome.Full()
            : new Outcome.Partial(
                "the deadline passed when "
                    + answer.count()
                    + " of "
                    + scores.length
                    + " candidates had a score");
    Cost cost =
        Cost.ofScoring(
            answer.count(),
            answer.pieces(),
            answer.truncated(),
            Duration.ofNanos(System.nanoTime() - begin));
    return Reranking.byScores(request, scores, outcome, cost);
  }
}
