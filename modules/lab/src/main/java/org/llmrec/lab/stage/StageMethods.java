package org.llmrec.lab.stage;

import java.util.List;
import java.util.Map;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.MethodFactory;
import org.llmrec.train.method.Settings;

/**
 * The first stage, and first and second together, as methods that can be compared. Both train the
 * ranker ({@code two-tower} with the settings below) on the fit's data, index the catalogue as the
 * product does, and rank what is retrieved; what is not retrieved is not ranked at all.
 *
 * <table>
 * <caption>Methods and their settings</caption>
 * <tr><td>{@code candidates}</td><td>in the order of the first stage: {@code source fused}, or one
 *   alone ({@code taste, co-engaged, history, popularity, trending, newcomers}); {@code depth 200}
 *   candidates, as many of each source; {@code exact false}: by the graph; {@code middles 4} of a
 *   history; {@code newcomer 5} interactions at most; {@code trends true}; {@code quota 0} places
 *   for newcomers; {@code mixing ranks} or {@code z-scores}; {@code weights learn} on validation, or
 *   {@code given} by {@code weight-SOURCE 1}; of the ranker {@code dropout 0.4}, {@code user-l2
 *   0.0003}, {@code unmet-negatives true}, {@code epochs-without-validation}, {@code stopping}</td></tr>
 * <tr><td>{@code two-stage}</td><td>the same candidates in the order of the ranker; with {@code
 *   source everything} the whole catalogue, as {@code two-tower} scores it</td></tr>
 * </table>
 *
 * <p>Thread-safe. {@link #closeIdle} lets go of shared rankers when no fit runs any more.
 */
public final class StageMethods {
  /** The names, in their order. */
  public static final List<String> NAMES = List.of("candidates", "two-stage");

  private final FirstStages stages = new FirstStages();

  /** The factories by name. */
  public Map<String, MethodFactory> factories() {
    return Map.of(
        "candidates", settings -> method("candidates", settings, false),
        "two-stage", settings -> method("two-stage", settings, true));
  }

  private Method method(String name, Settings settings, boolean ranked) {
    return new StageMethod(name, StageSettings.read(settings, ranked), stages);
  }

  /** Lets go of the rankers that no fit uses. */
  public void closeIdle() {
    stages.closeIdle();
  }
}
