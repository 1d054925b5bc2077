package org.llmrec.train.tune;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a search found.
 *
 * @param best the trial with the best validation figure, of equals the first; empty when none gave
 *     one
 * @param spent what it cost
 * @param trials every trial at the end of every rung, in the order in which they ended
 */
public record TuningResult(Optional<TrialResult> best, Spent spent, List<TrialResult> trials) {

  /** Copies the list. */
  public TuningResult {
    trials = List.copyOf(trials);
  }

  /** A line for the best, one for the cost, and a table of all trials for a person. */
  public String summary() {
    StringBuilder text = new StringBuilder();
    text.append(
        best.map(
                b ->
                    format(
                        "best: trial %d, validation %.4f after %d epochs, %s%n",
                        b.trial(), b.validation().orElseThrow(), b.epochs(), settings(b)))
            .orElse(format("no trial gave a validation figure%n")));
    text.append(
        format(
            "spent: %d trials, %d epochs, %.0f s%n",
            spent.trials(), spent.epochs(), spent.seconds()));
    text.append(
        format("%5s %4s %5s %6s %10s  settings%n", "round", "rung", "trial", "epochs", "valid."));
    for (TrialResult t : trials) {
      text.append(
          format(
              "%5d %4d %5d %6d %10s  %s%n",
              t.round(),
              t.rung(),
              t.trial(),
              t.epochs(),
              t.validation().map(v -> format("%.4f", v)).orElse("failed"),
              settings(t)));
    }
    return text.toString();
  }

  private static Map<String, Object> settings(TrialResult trial) {
    return new TreeMap<>(trial.settings());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern.replace("%n", "\n"), values);
  }
}
