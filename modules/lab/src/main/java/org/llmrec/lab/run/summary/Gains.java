package org.llmrec.lab.run.summary;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.llmrec.lab.arm.TextArm;
import org.llmrec.lab.experiment.ModelSpec;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.Gain;

/**
 * What a language model's answers brought: every model that reads answers against the same method
 * with the same settings and grid on the original text, and on a placebo of the same answers.
 * Stated whatever the sign.
 */
public final class Gains {
  /** How a gain over text without answers is called. */
  public static final String ORIGINAL = TextArm.ORIGINAL;

  /** How a gain over answers about other items is called. */
  public static final String PLACEBO = "placebo";

  private Gains() {}

  private record Found(String method, String over, Comparisons.Pair pair) {}

  /**
   * All that the lines allow, corrected over all of them.
   *
   * @param metric its label
   * @param place its place among the reported ones
   */
  public static List<Gain> of(List<Line> lines, String metric, int place, int threads)
      throws Exception {
    List<Found> found = new ArrayList<>();
    for (Line line : lines) {
      if (!(line.spec() instanceof ModelSpec.Fitted fitted) || fitted.text().isEmpty()) {
        continue;
      }
      TextArm arm = fitted.text().get();
      if (arm.prompts().isEmpty() || arm.has(TextArm.Change.PLACEBO)) {
        continue;
      }
      String method =
          arm.texts().equals(TextArm.ALL) && arm.changes().isEmpty()
              ? fitted.method()
              : fitted.method() + " on " + arm.name();
      TextArm original = new TextArm(TextArm.ORIGINAL, arm.changes());
      other(lines, fitted, original)
          .ifPresent(o -> found.add(new Found(method, ORIGINAL, pair(line, o, place))));
      other(lines, fitted, placebo(arm))
          .ifPresent(o -> found.add(new Found(method, PLACEBO, pair(line, o, place))));
    }
    List<Comparison> comparisons =
        Comparisons.corrected(found.stream().map(Found::pair).toList(), metric, threads);
    List<Gain> gains = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      gains.add(new Gain(found.get(i).method(), found.get(i).over(), comparisons.get(i)));
    }
    return gains;
  }

  private static Comparisons.Pair pair(Line first, Line second, int metric) {
    return new Comparisons.Pair(first, second, metric);
  }

  private static TextArm placebo(TextArm arm) {
    Set<TextArm.Change> changes = EnumSet.of(TextArm.Change.PLACEBO);
    changes.addAll(arm.changes());
    return new TextArm(arm.texts(), changes);
  }

  /** The line that differs in its texts only. */
  static Optional<Line> other(List<Line> lines, ModelSpec.Fitted fitted, TextArm arm) {
    return lines.stream()
        .filter(
            line ->
                line.spec() instanceof ModelSpec.Fitted other
                    && other.method().equals(fitted.method())
                    && other.encoder().equals(fitted.encoder())
                    && other.settings().equals(fitted.settings())
                    && other.grid().equals(fitted.grid())
                    && other.text().equals(Optional.of(arm)))
        .findFirst();
  }
}
