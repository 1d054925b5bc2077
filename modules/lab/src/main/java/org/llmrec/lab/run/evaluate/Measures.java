package org.llmrec.lab.run.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.llmrec.metrics.Metric;

/**
 * What is measured of every case.
 *
 * @param reported the metrics of the leaderboard, the primary first
 * @param cuts where the curves by cut are measured, ascending
 */
public record Measures(List<Metric> reported, List<Integer> cuts) {
  /** Copies the lists. */
  public Measures {
    reported = List.copyOf(reported);
    cuts = List.copyOf(cuts);
  }

  /** The reported metrics, then those of the curves that are not among them. */
  public List<Metric> all() {
    List<Metric> all = new ArrayList<>(reported);
    for (Map<Integer, Metric> curve : curves().values()) {
      for (Metric metric : curve.values()) {
        if (!all.contains(metric)) {
          all.add(metric);
        }
      }
    }
    return all;
  }

  /** Per reported family that has cuts, in their order, the metric at every cut. */
  public Map<String, SortedMap<Integer, Metric>> curves() {
    Map<String, SortedMap<Integer, Metric>> curves = new LinkedHashMap<>();
    for (Metric metric : reported) {
      if (metric.family() != Metric.Family.AUC) {
        curves.computeIfAbsent(
            metric.family().name().toLowerCase(Locale.ROOT), family -> curve(metric.family()));
      }
    }
    return curves;
  }

  private SortedMap<Integer, Metric> curve(Metric.Family family) {
    SortedMap<Integer, Metric> curve = new TreeMap<>();
    cuts.forEach(cut -> curve.put(cut, new Metric(family, cut)));
    return curve;
  }
}
