package org.llmrec.train.hybrid;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.llmrec.rank.calibration.Calibration;
import org.llmrec.rank.calibration.IsotonicFit;
import org.llmrec.rank.calibration.PlattFit;
import org.llmrec.rank.list.Chances;
import org.llmrec.rank.list.ListCalibration;
import org.llmrec.rank.list.ListNetwork;
import org.llmrec.train.internal.Measure;
import org.llmrec.train.internal.Torch;
import org.llmrec.train.list.ListLearner;

/**
 * Fits what scores are worth as probabilities, on lists of users from whom the network that scores
 * them learnt nothing: a network looks surer on the lists that it was learnt on than it may be.
 *
 * <p>The network that serves learns from everybody, and stays what experiments measure. So another
 * is learnt in the same way for this alone, from every second user or fewer, and the curve is
 * fitted on what it says of the others. Scores are compared with each user's own best before they
 * meet the curve ({@link Chances}), which takes out what makes the scales of two networks differ;
 * that the other one is a little less sharp stays, and makes high probabilities too low rather than
 * too high. Both halves have at most {@link Lists#MOST_JUDGED} users, so a large data set pays
 * little; two folds that swap their parts would cost twice that, and one has labels enough for the
 * curve.
 */
final class CalibrationFit {
  /** From so many positives on the curve may have any rising shape. */
  private static final int MANY = 1_000;

  private final List<JudgedList> judged;
  private final Teaching teaching;

  /** Parts users: those with a list to judge by, and those to learn from. */
  CalibrationFit(List<UserLists> users) {
    judged = users.stream().flatMap(user -> user.judged().stream()).toList();
    int[] others =
        IntStream.range(0, users.size())
            .filter(user -> users.get(user).judged().isEmpty())
            .toArray();
    teaching =
        Teaching.of(
            Arrays.stream(Measure.spread(others, Lists.MOST_JUDGED)).mapToObj(users::get).toList());
  }

  /**
   * Learns and fits.
   *
   * @param scores how many features are scores of methods
   * @param learners who learns from lists, as for the network that serves
   * @param depth how long lists are at most
   * @param hidden the share of each user's rows that was laid aside
   * @return empty where there are too few users to part
   */
  Optional<ListCalibration> fit(
      Torch torch,
      int scores,
      Function<Teaching, ListLearner> learners,
      int depth,
      double hidden,
      long seed) {
    if (judged.isEmpty() || teaching.lists().isEmpty()) {
      return Optional.empty();
    }
    ListNetwork network = learners.apply(teaching).learn(torch, scores, seed).network();
    int most = judged.stream().mapToInt(list -> list.positive().length).sum();
    double[] values = new double[most];
    boolean[] labels = new boolean[most];
    int rows = 0;
    int positives = 0;
    for (JudgedList list : judged) {
      float[] own = new float[list.positive().length];
      network.add(list.features(), own);
      double level = Chances.level(own, 1) - Math.log(ListCalibration.hidden(list.known(), hidden));
      for (int i = 0; i < own.length; i++) {
        if (list.met()[i]) {
          values[rows] = own[i] - level;
          labels[rows++] = list.positive()[i];
          positives += list.positive()[i] ? 1 : 0;
        }
      }
    }
    if (rows == 0) {
      return Optional.empty();
    }
    double[] all = Arrays.copyOf(values, rows);
    boolean[] positive = Arrays.copyOf(labels, rows);
    Calibration curve =
        positives >= MANY ? IsotonicFit.of(all, positive) : PlattFit.of(all, positive);
    return Optional.of(new ListCalibration(depth, hidden, curve));
  }
}
