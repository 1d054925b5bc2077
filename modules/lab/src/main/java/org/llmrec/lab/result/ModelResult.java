package org.llmrec.lab.result;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One line of the leaderboard.
 *
 * @param name as the experiment calls it, unique
 * @param method the method's name; {@code run} for scores made elsewhere
 * @param text the text arm; empty where the method reads none
 * @param settings in force for the test, chosen on validation
 * @param figures by metric
 * @param byCut per family such as {@code ndcg} the mean at each cut
 * @param beyond coverage, Gini and kin by name
 * @param slices the same metrics on parts of the cases or items
 * @param trials every setting that was tried
 * @param curves learning curves, one a seed
 * @param cost what it took
 * @param warnings for example that the best setting lies at the edge of its grid
 */
public record ModelResult(
    String name,
    String method,
    String text,
    Map<String, Object> settings,
    Map<String, Figure> figures,
    Map<String, SortedMap<Integer, Double>> byCut,
    Map<String, Figure> beyond,
    List<Slice> slices,
    List<Trial> trials,
    List<Curve> curves,
    Cost cost,
    List<String> warnings) {
  /** Copies the lists. */
  public ModelResult {
    slices = List.copyOf(slices);
    trials = List.copyOf(trials);
    curves = List.copyOf(curves);
    warnings = List.copyOf(warnings);
  }
}
