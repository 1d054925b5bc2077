package org.llmrec.pipeline.build;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * The steps of a build in an order in which they can be done. A step becomes one stage or several
 * ({@code encode} becomes one for each field) as soon as the outputs it needs are there.
 *
 * @param steps each after all that it needs
 */
public record StagePlan(List<Step> steps) {

  /**
   * One step.
   *
   * @param name that of its only stage, or the first part of its stages' names
   * @param needs the names of the steps whose outputs its stages read
   * @param stages makes its stages from the outputs of all steps that it needs
   */
  public record Step(String name, Set<String> needs, Function<Outputs, List<Stage>> stages) {
    /** Copies the set. */
    public Step {
      needs = Set.copyOf(needs);
    }

    /** Whether a stage of that name is one of this step's. */
    boolean owns(String stage) {
      return stage.equals(name) || stage.startsWith(name + "/");
    }
  }

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a step needs one that does not come before it
   */
  public StagePlan {
    steps = List.copyOf(steps);
    Set<String> before = new HashSet<>();
    for (Step step : steps) {
      if (!before.containsAll(step.needs())) {
        throw new IllegalArgumentException(step.name() + " needs a later step: " + step.needs());
      }
      before.add(step.name());
    }
  }

  /** The names of all steps, in order. */
  public List<String> names() {
    return steps.stream().map(Step::name).toList();
  }

  /**
   * A step's name and the names of all that it needs, directly or not.
   *
   * @throws ConfigException if there is no such step
   */
  Set<String> withNeeds(String name) {
    Set<String> wanted = new LinkedHashSet<>(Set.of(name));
    if (!names().contains(name)) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN, "expected a stage of " + names() + ", found " + name);
    }
    for (Step step : steps.reversed()) {
      if (wanted.contains(step.name())) {
        wanted.addAll(step.needs());
      }
    }
    return wanted;
  }
}
