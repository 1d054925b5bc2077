package org.llmrec.pipeline.build;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.error.ConfigException;

/** Goes through a plan in order and asks what to do about each stage. */
final class PlanWalk {
  private PlanWalk() {}

  /** Hears what the walk meets. */
  interface Visitor {
    /** Its output is there. */
    void whole(Stage stage, Decision.Whole decision) throws IOException;

    /** Its output has to be made; returns it if that was done. */
    Optional<StageOutput> mustRun(KeyedStage stage, Decision.MustRun decision) throws IOException;

    /** It cannot even be judged, because an input is not there. */
    void impossible(Stage stage, ConfigException why) throws IOException;

    /** Its stages are not known yet, because a step that it needs has no output. */
    void blocked(StagePlan.Step step, String needed) throws IOException;
  }

  /** Returns the outputs there are in the end. */
  static Outputs walk(StagePlan plan, Judge judge, FileHashCache cache, Visitor visitor)
      throws IOException {
    Outputs outputs = new Outputs();
    Set<String> incomplete = new HashSet<>();
    for (StagePlan.Step step : plan.steps()) {
      Optional<String> needed =
          plan.names().stream()
              .filter(name -> step.needs().contains(name) && incomplete.contains(name))
              .findFirst();
      if (needed.isPresent()) {
        visitor.blocked(step, needed.get());
        incomplete.add(step.name());
        continue;
      }
      for (Stage stage : step.stages().apply(outputs)) {
        Optional<StageOutput> output = visit(stage, outputs, judge, cache, visitor);
        output.ifPresentOrElse(outputs::put, () -> incomplete.add(step.name()));
      }
    }
    return outputs;
  }

  private static Optional<StageOutput> visit(
      Stage stage, Outputs outputs, Judge judge, FileHashCache cache, Visitor visitor)
      throws IOException {
    KeyedStage keyed;
    try {
      keyed = KeyedStage.of(stage, outputs, cache);
    } catch (ConfigException e) {
      visitor.impossible(stage, e);
      return Optional.empty();
    }
    switch (judge.decide(keyed)) {
      case Decision.Whole whole -> {
        visitor.whole(stage, whole);
        return Optional.of(whole.output());
      }
      case Decision.MustRun mustRun -> {
        return stage.inPlace().isPresent()
            ? visit(stage.inPlace().get(), outputs, judge, cache, visitor)
            : visitor.mustRun(keyed, mustRun);
      }
    }
  }
}
