package org.llmrec.lab.run.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.lab.arm.TextArm;
import org.llmrec.lab.experiment.Expectation;
import org.llmrec.lab.experiment.ModelSpec;
import org.llmrec.lab.result.ExpectedOutcome;

/** Compares what was promised with what was found. */
public final class Expectations {
  private Expectations() {}

  /**
   * One outcome for every promise that can be missed. A bound of a gain is a promise with the
   * tolerance 0, named {@code at least} or {@code at most}.
   *
   * @param metrics labels of the reported metrics
   */
  public static List<ExpectedOutcome> of(
      List<Expectation> expectations, List<Line> lines, List<String> metrics) {
    List<ExpectedOutcome> outcomes = new ArrayList<>();
    for (Expectation expectation : expectations) {
      switch (expectation) {
        case Expectation.OfModel figure -> outcomes.add(figure(figure, lines));
        case Expectation.OfGain gain -> outcomes.addAll(gain(gain, lines, metrics));
      }
    }
    return outcomes;
  }

  private static ExpectedOutcome figure(Expectation.OfModel expected, List<Line> lines) {
    double found = Double.NaN;
    for (Line line : lines) {
      if (line.result().name().equals(expected.model())) {
        found = line.result().figures().get(expected.metric().label()).mean();
      }
    }
    return new ExpectedOutcome(
        expected.model(),
        expected.metric().label(),
        expected.value(),
        expected.tolerance(),
        found,
        Math.abs(found - expected.value()) <= expected.tolerance());
  }

  private static List<ExpectedOutcome> gain(
      Expectation.OfGain expected, List<Line> lines, List<String> metrics) {
    double found = difference(expected, lines, metrics.indexOf(expected.metric().label()));
    String name = expected.method() + ": " + expected.text() + " over " + expected.over();
    String label = expected.metric().label();
    List<ExpectedOutcome> outcomes = new ArrayList<>();
    expected
        .atLeast()
        .ifPresent(
            least ->
                outcomes.add(
                    new ExpectedOutcome(
                        name, label + " at least", least, 0, found, found >= least)));
    expected
        .atMost()
        .ifPresent(
            most ->
                outcomes.add(
                    new ExpectedOutcome(name, label + " at most", most, 0, found, found <= most)));
    return outcomes;
  }

  private static double difference(Expectation.OfGain expected, List<Line> lines, int metric) {
    for (Line line : lines) {
      if (line.spec() instanceof ModelSpec.Fitted fitted
          && fitted.method().equals(expected.method())
          && fitted.text().map(TextArm::name).equals(Optional.of(expected.text()))) {
        Optional<Line> other = Gains.other(lines, fitted, TextArm.named(expected.over()));
        if (other.isPresent()) {
          double[] ours = line.unitMeans().get(metric);
          double[] theirs = other.get().unitMeans().get(metric);
          double sum = 0;
          for (int unit = 0; unit < ours.length; unit++) {
            sum += ours[unit] - theirs[unit];
          }
          return sum / ours.length;
        }
      }
    }
    return Double.NaN;
  }
}
