package org.llmrec.train.tune;

import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * Successive halving (Jamieson and Talwalkar 2016, arXiv 1502.07943): many trials train a little,
 * the best of them {@code eta} times as long, and so on. Random search is the bracket of one rung.
 *
 * @param trials how many begin, from 1
 * @param epochs how long the first rung is, from 1
 * @param eta one of so many trials goes on to the next rung, {@code eta} times as long; from 2
 * @param most epochs of the last rung, from {@code epochs}
 */
public record Bracket(int trials, int epochs, int eta, int most) {

  /**
   * One round of a bracket.
   *
   * @param trials how many take part
   * @param epochs how many each has passed at its end, those of earlier rungs included
   */
  public record Rung(int trials, int epochs) {}

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if a number is out of its range
   */
  public Bracket {
    if (trials < 1 || epochs < 1 || eta < 2 || most < epochs) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "a bracket: expected 1 or more trials and epochs, eta 2 or more and most not below epochs,"
              + " found trials "
              + trials
              + ", epochs "
              + epochs
              + ", eta "
              + eta
              + ", most "
              + most);
    }
  }

  /** Every trial trains to the end: random search (Bergstra and Bengio 2012). */
  public static Bracket random(int trials, int epochs) {
    return new Bracket(trials, epochs, 2, epochs);
  }

  /**
   * The rungs: of {@code n} trials, {@code floor(n / eta^i)} reach rung {@code i}, which ends at
   * {@code epochs * eta^i}, as long as there is a trial and that is at most {@code most}.
   */
  public List<Rung> rungs() {
    List<Rung> rungs = new ArrayList<>();
    long shrink = 1;
    while (trials / shrink >= 1 && epochs * shrink <= most) {
      rungs.add(new Rung((int) (trials / shrink), (int) (epochs * shrink)));
      shrink *= eta;
    }
    return List.copyOf(rungs);
  }

  /** What it costs when trials go on from where they were. */
  public long totalEpochs() {
    long total = 0;
    int before = 0;
    for (Rung rung : rungs()) {
      total += (long) rung.trials() * (rung.epochs() - before);
      before = rung.epochs();
    }
    return total;
  }

  /**
   * The brackets of Hyperband (Li et al. 2018, JMLR 18(185), algorithm 1), the most aggressive
   * first: with {@code s_max = floor(log_eta most)}, bracket {@code s} from {@code s_max} to 0
   * begins {@code ceil((s_max + 1) eta^s / (s + 1))} trials at {@code most / eta^s} epochs. They
   * cost about the same each and hedge between many short trials and few long ones.
   *
   * @param most epochs of the longest trials, from 1; a power of {@code eta}, or first rungs are
   *     rounded down
   * @param eta from 2
   */
  public static List<Bracket> hyperband(int most, int eta) {
    Bracket check = new Bracket(1, 1, eta, most);
    int last = 0;
    long power = 1;
    while (power * check.eta() <= most) {
      power *= eta;
      last++;
    }
    List<Bracket> brackets = new ArrayList<>();
    for (int s = last; s >= 0; s--) {
      long trials = Math.ceilDiv((last + 1) * power, s + 1L);
      brackets.add(new Bracket(Math.toIntExact(trials), (int) (most / power), eta, most));
      power /= eta;
    }
    return List.copyOf(brackets);
  }
}
