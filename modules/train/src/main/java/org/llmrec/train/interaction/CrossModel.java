package org.llmrec.train.interaction;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.data.protocol.Asker;
import org.llmrec.train.internal.TrainRows;
import org.llmrec.train.method.CurvePoint;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Readers;

/**
 * What a cross network learnt. A user whose history is that of training gets the trained vector;
 * anybody else's id is found by {@link UserDescent}, and their texts are those of the history
 * given.
 */
final class CrossModel implements FittedMethod {
  private final String method;
  private final Learnt learnt;
  private final CrossScorer scorer;
  private final UserDescent descent;
  private final Optional<HistoryTexts> texts;
  private final int[][] byUser;
  private final List<CurvePoint> curve;
  private final int best;
  private final double seconds;

  /**
   * The weights of one epoch.
   *
   * @param weights behind the vectors of both sides
   * @param users the users' vectors, {@code [users, userWidth]}
   * @param items the items' vectors, {@code [items, itemWidth]}
   * @param experts what makes numbers of a history's texts, where something does
   */
  @SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
  record Learnt(
      CrossWeights weights, float[] users, float[] items, Optional<ExpertWeights> experts) {
    float[] user(int number) {
      int width = weights.userWidth();
      return Arrays.copyOfRange(users, number * width, (number + 1) * width);
    }
  }

  CrossModel(
      String method,
      Learnt learnt,
      CrossScorer scorer,
      UserDescent descent,
      Optional<HistoryTexts> texts,
      int[][] byUser,
      List<CurvePoint> curve,
      int best,
      double seconds) {
    this.method = method;
    this.learnt = learnt;
    this.scorer = scorer;
    this.descent = descent;
    this.texts = texts;
    this.byUser = byUser;
    this.curve = List.copyOf(curve);
    this.best = best;
    this.seconds = seconds;
  }

  @Override
  public void score(Asker asker, float[] scores) {
    Asker.Reader reader = Readers.of(asker, method);
    int[] history = TrainRows.history(reader);
    float[] user =
        TrainRows.asTrained(reader, history, byUser)
            ? learnt.user(reader.user())
            : descent.find(history, said(history));
    scorer.score(user, scores, 0);
  }

  private float[] said(int[] history) {
    return learnt
        .experts()
        .map(experts -> experts.apply(texts.orElseThrow().of(history)))
        .orElse(new float[0]);
  }

  @Override
  public Map<String, Double> facts() {
    return Map.of("best-epoch", (double) best, "epochs", (double) curve.size(), "seconds", seconds);
  }

  @Override
  public List<CurvePoint> curve() {
    return curve;
  }
}
