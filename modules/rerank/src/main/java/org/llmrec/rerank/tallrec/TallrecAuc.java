package org.llmrec.rerank.tallrec;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.metrics.BinaryScores;

/**
 * What answers are worth, over all questions together.
 *
 * @param samples how many questions
 * @param liked how many of them whose answer is yes
 * @param auc by rule, in [0, 1], ties counting half; empty if all questions have one answer
 * @param allEqual whether there are two questions or more and the model says the same to all of
 *     them, so that no rule tells them apart
 */
public record TallrecAuc(
    int samples, int liked, Optional<Map<TallrecRule, Double>> auc, boolean allEqual) {

  /**
   * Of answers.
   *
   * @param liked the right answers, {@code [N]}, N of 1 or more
   * @param answers of the model, {@code [N]}
   */
  public static TallrecAuc of(boolean[] liked, List<YesNoOdds> answers) {
    int positives = 0;
    for (boolean each : liked) {
      positives += each ? 1 : 0;
    }
    Map<TallrecRule, Double> auc = new EnumMap<>(TallrecRule.class);
    boolean equal = liked.length > 1;
    for (TallrecRule rule : TallrecRule.values()) {
      double[] scores = answers.stream().mapToDouble(answer -> answer.score(rule)).toArray();
      for (double score : scores) {
        equal &= score == scores[0];
      }
      if (positives > 0 && positives < liked.length) {
        auc.put(rule, BinaryScores.auc(liked, scores));
      }
    }
    return new TallrecAuc(
        liked.length,
        positives,
        auc.isEmpty() ? Optional.empty() : Optional.of(Collections.unmodifiableMap(auc)),
        equal);
  }
}
