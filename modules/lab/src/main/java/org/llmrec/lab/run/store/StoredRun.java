package org.llmrec.lab.run.store;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.llmrec.lab.run.evaluate.CaseOutcome;
import org.llmrec.train.method.CurvePoint;

/**
 * A fit that was judged.
 *
 * @param key what it depends on
 * @param code which build of the software made it
 * @param settings in force, defaults included
 * @param fitSeconds how long the fit took, NaN for scores made elsewhere
 * @param microsPerCase how long a case took to score
 * @param seconds how long all of it took
 * @param facts what the fit recorded
 * @param curve its learning curve
 * @param notes what a reader has to know
 * @param cases every case's outcome, in the split's order
 */
public record StoredRun(
    SortedMap<String, String> key,
    String code,
    Map<String, Object> settings,
    double fitSeconds,
    double microsPerCase,
    double seconds,
    Map<String, Double> facts,
    List<CurvePoint> curve,
    List<String> notes,
    List<CaseOutcome> cases) {
  /** Copies the lists. */
  public StoredRun {
    curve = List.copyOf(curve);
    notes = List.copyOf(notes);
    cases = List.copyOf(cases);
  }
}
