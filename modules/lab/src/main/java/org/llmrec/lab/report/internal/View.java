package org.llmrec.lab.report.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.result.Setup;

/**
 * A result with the look-ups that reports need. What a map holds is listed in the order of the
 * setup where it names it, else by name, so that a result read back from JSON is shown the same.
 *
 * @param result what is shown
 */
public record View(ExperimentResult result) {
  /** The beyond-accuracy figures in the order a reader expects; others follow by name. */
  private static final List<String> BEYOND =
      List.of("coverage", "gini", "novelty", "diversity", "popularity-bias");

  private static final double LONG_NUMBER = 1e9;

  /** Under what it was measured. */
  public Setup setup() {
    return result.setup();
  }

  /** The leaderboard as the experiment ranked it. */
  public List<ModelResult> models() {
    return result.models();
  }

  /** What settings were chosen by. */
  public String primary() {
    return setup().primary();
  }

  /** What one case is: {@code users} or {@code queries}. */
  public String units() {
    return setup().protocol().toLowerCase(Locale.ROOT).startsWith("search") ? "queries" : "users";
  }

  /** The metrics that any model has, the primary first. */
  public List<String> metrics() {
    return ordered(
        leading(setup().metrics()), models().stream().map(m -> m.figures().keySet()).toList());
  }

  /** The beyond-accuracy figures that any model has. */
  public List<String> beyond() {
    return ordered(BEYOND, models().stream().map(m -> m.beyond().keySet()).toList());
  }

  /** The families of metrics that any model has by cut. */
  public List<String> families() {
    List<String> lead = leading(setup().metrics()).stream().map(View::family).toList();
    return ordered(lead, models().stream().map(m -> m.byCut().keySet()).toList());
  }

  /** The metrics that any slice has, the primary first. */
  public List<String> sliceMetrics() {
    return ordered(
        leading(setup().metrics()),
        models().stream()
            .flatMap(m -> m.slices().stream())
            .map(s -> s.figures().keySet())
            .toList());
  }

  /** Models by this metric, best first; those without it, or NaN, last. */
  public List<ModelResult> ranked(String metric) {
    if (metric.equals(primary())) {
      return models();
    }
    Comparator<ModelResult> worstFirst =
        Comparator.comparingDouble(
            m ->
                figure(m, metric)
                    .map(Figure::mean)
                    .filter(mean -> !Double.isNaN(mean))
                    .orElse(Double.NEGATIVE_INFINITY));
    return models().stream().sorted(worstFirst.reversed()).toList();
  }

  /** The model's figure. */
  public static Optional<Figure> figure(ModelResult model, String metric) {
    return Optional.ofNullable(model.figures().get(metric));
  }

  /** The model against the baseline. */
  public Optional<Comparison> comparison(ModelResult model, String metric) {
    return result.comparisons().stream()
        .filter(c -> c.model().equals(model.name()) && c.metric().equals(metric))
        .filter(c -> c.against().equals(setup().baseline()))
        .findFirst();
  }

  /** Whether the others are compared with it. */
  public boolean baseline(ModelResult model) {
    return model.name().equals(setup().baseline());
  }

  /** Whether any model is compared with the baseline by this metric. */
  public boolean compared(String metric) {
    return models().stream().anyMatch(m -> comparison(m, metric).isPresent());
  }

  /** Whether zero, no difference, lies outside of the interval. */
  public static boolean apart(Comparison c) {
    return Numbers.known(c.low(), c.high()) && (c.low() > 0 || c.high() < 0);
  }

  /** Settings as {@code name=value}, by name. */
  public static String settings(Map<String, Object> settings) {
    return new TreeMap<>(settings)
        .entrySet().stream()
            .map(e -> e.getKey() + "=" + setting(e.getValue()))
            .collect(Collectors.joining(", "));
  }

  /** A value of a setting; a whole number is written without decimals, whatever its type. */
  public static String setting(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (number == Math.rint(number) && Math.abs(number) < LONG_NUMBER) {
        return Long.toString((long) number);
      }
      return Double.isNaN(number) ? Numbers.UNKNOWN : value.toString();
    }
    return value == null ? Numbers.UNKNOWN : value.toString();
  }

  private List<String> leading(List<String> metrics) {
    List<String> leading = new ArrayList<>(List.of(primary()));
    leading.addAll(metrics);
    return leading;
  }

  private static String family(String metric) {
    int at = metric.indexOf('@');
    return at < 0 ? metric : metric.substring(0, at);
  }

  private static List<String> ordered(List<String> leading, List<Set<String>> found) {
    Set<String> all = new TreeSet<>();
    found.forEach(all::addAll);
    Set<String> order = new LinkedHashSet<>(leading);
    order.retainAll(all);
    order.addAll(all);
    return List.copyOf(order);
  }
}
