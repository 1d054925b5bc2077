package org.llmrec.lab.run.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.lab.arm.TextArm;
import org.llmrec.lab.experiment.ModelSpec;
import org.llmrec.lab.result.Cost;
import org.llmrec.lab.result.Curve;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.result.Slice;
import org.llmrec.lab.result.Trial;
import org.llmrec.lab.run.evaluate.CaseOutcome;
import org.llmrec.lab.run.evaluate.ItemParts;
import org.llmrec.lab.run.evaluate.Measures;
import org.llmrec.lab.run.store.StoredRun;
import org.llmrec.metrics.Metric;

/** Makes a model's line of the leaderboard from its runs on the test. Not thread-safe. */
public final class LineMaker {
  private static final String ITEMS = "items/";

  private final CaseIndex index;
  private final Measures measures;
  private final List<String> reported;
  private final Beyond beyond;

  /** For the models of one experiment. */
  public LineMaker(CaseIndex index, Measures measures, Beyond beyond) {
    this.index = index;
    this.measures = measures;
    this.reported = measures.reported().stream().map(Metric::label).toList();
    this.beyond = beyond;
  }

  /**
   * Sums up.
   *
   * @param runs on the test, one a seed in their order
   * @param trials what was tried on validation
   * @param warnings so far
   */
  public Line of(ModelSpec spec, List<StoredRun> runs, List<Trial> trials, List<String> warnings) {
    Tally whole = tally(measures.all().size());
    Map<String, Tally> slices = new LinkedHashMap<>();
    ItemParts.NAMES.forEach(part -> slices.put(ITEMS + part, tally(reported.size())));
    index.slices().forEach(slice -> slices.put(slice, tally(reported.size())));
    for (int seed = 0; seed < runs.size(); seed++) {
      add(seed, runs.get(seed), whole, slices);
    }
    ModelResult result =
        new ModelResult(
            spec.name(),
            spec instanceof ModelSpec.Fitted fitted ? fitted.method() : "run",
            spec instanceof ModelSpec.Fitted fitted
                ? fitted.text().map(TextArm::name).orElse("")
                : "",
            runs.get(0).settings(),
            whole.figures(reported),
            byCut(whole),
            beyond.figures(runs),
            slices(slices),
            trials,
            curves(runs),
            cost(runs, trials),
            warnings(runs, warnings));
    List<double[]> unitMeans = new ArrayList<>();
    for (int m = 0; m < reported.size(); m++) {
      unitMeans.add(whole.unitMeans(m));
    }
    return new Line(spec, result, unitMeans);
  }

  private Tally tally(int metrics) {
    return new Tally(index.splits().size(), index.units(), metrics);
  }

  private void add(int seed, StoredRun run, Tally whole, Map<String, Tally> slices) {
    List<EvaluationCase> cases = index.splits().get(seed).testCases();
    for (int c = 0; c < cases.size(); c++) {
      EvaluationCase asked = cases.get(c);
      CaseOutcome outcome = run.cases().get(c);
      int unit = index.unit(asked);
      if (index.counts(asked)) {
        whole.add(seed, unit, outcome.values());
        for (Map.Entry<String, double[]> part : outcome.parts().entrySet()) {
          slices.get(ITEMS + part.getKey()).add(seed, unit, part.getValue());
        }
      }
      for (String slice : index.slices(asked)) {
        slices.get(slice).add(seed, unit, outcome.values());
      }
    }
  }

  private Map<String, SortedMap<Integer, Double>> byCut(Tally whole) {
    List<Metric> all = measures.all();
    Map<String, SortedMap<Integer, Double>> curves = new LinkedHashMap<>();
    measures
        .curves()
        .forEach(
            (family, metrics) -> {
              SortedMap<Integer, Double> curve = new TreeMap<>();
              metrics.forEach((cut, metric) -> curve.put(cut, whole.mean(all.indexOf(metric))));
              curves.put(family, curve);
            });
    return curves;
  }

  private List<Slice> slices(Map<String, Tally> tallies) {
    List<Slice> slices = new ArrayList<>();
    tallies.forEach(
        (slice, tally) -> {
          if (tally.cases() > 0) {
            slices.add(
                new Slice(
                    CaseIndex.family(slice),
                    CaseIndex.name(slice),
                    tally.cases(),
                    tally.figures(reported)));
          }
        });
    return slices;
  }

  private List<Curve> curves(List<StoredRun> runs) {
    List<Curve> curves = new ArrayList<>();
    for (int seed = 0; seed < runs.size(); seed++) {
      if (!runs.get(seed).curve().isEmpty()) {
        curves.add(new Curve(index.splits().get(seed).options().seed(), runs.get(seed).curve()));
      }
    }
    return curves;
  }

  private static Cost cost(List<StoredRun> runs, List<Trial> trials) {
    Map<String, Double> counted = new TreeMap<>();
    for (StoredRun run : runs) {
      run.facts().forEach((name, value) -> counted.merge(name, value / runs.size(), Double::sum));
    }
    // A method's own clock says again what stands beside it.
    counted.remove("seconds");
    return new Cost(
        trials.stream().mapToDouble(Trial::seconds).sum(),
        runs.stream().mapToDouble(StoredRun::fitSeconds).average().orElse(Double.NaN),
        runs.stream().mapToDouble(StoredRun::microsPerCase).average().orElse(Double.NaN),
        counted);
  }

  private List<String> warnings(List<StoredRun> runs, List<String> soFar) {
    List<String> warnings = new ArrayList<>(soFar);
    if (runs.stream().map(StoredRun::settings).distinct().count() > 1) {
      warnings.add(
          "The chosen settings differ between seeds; shown are those of the first: "
              + runs.stream().map(run -> run.settings().toString()).distinct().toList());
    }
    for (StoredRun run : runs) {
      run.notes().stream().filter(note -> !warnings.contains(note)).forEach(warnings::add);
    }
    return warnings;
  }
}
