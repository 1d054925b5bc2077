package org.llmrec.lab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.Cost;
import org.llmrec.lab.result.Curve;
import org.llmrec.lab.result.Example;
import org.llmrec.lab.result.ExpectedOutcome;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.Gain;
import org.llmrec.lab.result.ListedItem;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.result.Setup;
import org.llmrec.lab.result.Slice;
import org.llmrec.lab.result.Spread;
import org.llmrec.lab.result.Trial;
import org.llmrec.train.method.CurvePoint;

/**
 * Builds results that look like those of an experiment, by seed. What the titles say is what an
 * attacker would write into a catalogue.
 */
final class Results {
  /** Titles that must come out as text, wherever they are shown. */
  static final List<String> ATTACKS =
      List.of(
          "<script>window.owned=1</script>",
          "</script><script>window.owned=2</script>",
          "\"><img src=x onerror=window.owned=3>",
          "'; window.owned=4; '",
          "</style><style>body{display:none}</style>",
          "&lt;b&gt; & &amp;",
          "right-to-left \u202Eoverride",
          "line\u2028separator");

  private static final List<String> METRICS =
      List.of("ndcg@10", "precision@10", "recall@10", "map@10", "mrr", "hit@10");
  private static final Map<String, Double> LEVELS =
      Map.of(
          "ndcg@10",
          1.0,
          "precision@10",
          0.56,
          "recall@10",
          1.0,
          "map@10",
          0.55,
          "mrr",
          1.7,
          "hit@10",
          2.6);
  private static final int[] CUTS = {1, 5, 10, 20, 50, 100};
  private static final String BASELINE = "ease";

  private final Random random;
  private List<Long> seeds = List.of(1L, 2L, 3L, 4L, 5L);
  private final Map<String, Double> models = new LinkedHashMap<>();
  private List<String> metrics = METRICS;
  private int sampled;
  private boolean bare;
  private List<String> titles =
      List.of("Heat (1995)", "Alien (1979)", "Amélie (2001)", "千と千尋の神隠し (2001)", "Up (2009)");

  private Results(long seed) {
    random = new Random(seed);
  }

  /** An experiment with everything that a report can show. */
  static Results rich(long seed) {
    Results results = new Results(seed);
    results.models.put("ease-text", 0.2013);
    results.models.put(BASELINE, 0.1978);
    results.models.put("ials", 0.1893);
    results.models.put("two-tower/all", 0.1842);
    results.models.put("two-tower/original", 0.1815);
    results.models.put("two-tower/all/placebo", 0.1809);
    results.models.put("item-knn", 0.1768);
    results.models.put("theirs", 0.1420);
    results.models.put("popularity", 0.0932);
    results.models.put("random", 0.0011);
    return results;
  }

  /** Nothing but the leaderboard: no intervals, one seed, no comparisons, no curves. */
  static Results bare(long seed, int models) {
    Results results = new Results(seed);
    results.bare = true;
    results.seeds = List.of(7L);
    results.metrics = List.of("ndcg@10");
    for (int m = 0; m < models; m++) {
      results.models.put(m == 0 ? BASELINE : "model-" + m, 0.2 - 0.004 * m);
    }
    return results;
  }

  /** Every part is there, but what is in it is empty or not a number. */
  static ExperimentResult hollow() {
    Figure nothing = new Figure(Double.NaN, Double.NaN, Double.NaN, Double.NaN, List.of());
    ModelResult model =
        new ModelResult(
            BASELINE,
            BASELINE,
            "",
            Map.of("lambda", Double.NaN),
            Map.of("ndcg@10", nothing),
            Map.of("ndcg", new TreeMap<>(Map.of(5, Double.NaN, 10, Double.NaN))),
            Map.of("coverage", nothing),
            List.of(new Slice("items", "tail", 0, Map.of("ndcg@10", nothing))),
            List.of(new Trial(Map.of(), 1, "ndcg@10", Double.NaN, Double.NaN, true)),
            List.of(
                new Curve(1, List.of()), new Curve(2, List.of(new CurvePoint(1, Double.NaN, 0.1)))),
            new Cost(Double.NaN, 0.1, Double.NaN, Map.of("tokens", Double.NaN)),
            List.of());
    Comparison unknown =
        new Comparison(
            "other", BASELINE, "ndcg@10", 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    return new ExperimentResult(
        "hollow",
        bare(1, 0).build().setup(),
        List.of(model, bare(1, 2).build().models().get(1)),
        List.of(unknown),
        List.of(new Gain("two-tower", "placebo", unknown)),
        List.of(new ExpectedOutcome(BASELINE, "ndcg@10", 0.2, 0, Double.NaN, false)),
        List.of(
            new Example(
                1,
                "7",
                "",
                "other",
                BASELINE,
                "ndcg@10",
                Double.NaN,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "")),
        List.of(),
        List.of(Spread.of("other", BASELINE, "ndcg@10", new double[0])));
  }

  Results manyModels(int count) {
    for (int m = models.size(); m < count; m++) {
      models.put(
          "variant-" + m + (m % 5 == 0 ? "/with-a-name-that-goes-on/and-on/and-on/for-ever" : ""),
          0.19 - 0.0045 * m);
    }
    return this;
  }

  Results sampled(int negatives) {
    sampled = negatives;
    return this;
  }

  Results attacked() {
    titles = ATTACKS;
    return this;
  }

  ExperimentResult build() {
    List<ModelResult> results = new ArrayList<>();
    models.forEach((name, level) -> results.add(model(name, level)));
    results.sort(Comparator.comparingDouble((ModelResult m) -> -m.figures().get("ndcg@10").mean()));
    return new ExperimentResult(
        "a-train-fixture",
        setup(),
        results,
        bare ? List.of() : comparisons(),
        bare ? List.of() : gains(),
        bare ? List.of() : expectations(),
        bare ? List.of() : examples(),
        bare
            ? List.of()
            : List.of(
                "Positives are ratings of 4 and more; the rest is neither fitted nor masked.",
                "The scores of theirs were made elsewhere and are taken as they are."),
        bare ? List.of() : spreads());
  }

  private Setup setup() {
    return new Setup(
        "A-train",
        "Per-user random split, 80/10/10. Fitted on the training part and scored from it; training"
            + " and validation items are masked; all other items of the catalogue are ranked.",
        "MovieLens small, ratings of 4 and more",
        "9c2f7b0a5d3e8841c0de0f66a2b19d3347e0155fca6a1de2b1d0ce8b3a5f1177",
        625,
        6164,
        51282,
        625,
        seeds,
        seeds.stream().map(s -> "51ab" + s + "f00d".repeat(14) + "c0" + s).toList(),
        metrics,
        "ndcg@10",
        BASELINE,
        "expected",
        12,
        sampled,
        "llmrec evaluate experiments/a-train.yaml",
        "0.1.0",
        "2 processors, 8 GiB, Java 25");
  }

  private ModelResult model(String name, double level) {
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (String metric : metrics) {
      figures.put(metric, figure(level * LEVELS.get(metric)));
    }
    boolean text = name.contains("/") && name.startsWith("two-tower");
    return new ModelResult(
        name,
        name.equals("theirs") ? "run" : name.replaceAll("[/].*", ""),
        text ? name.substring("two-tower/".length()) : "",
        settings(name, 100),
        figures,
        bare ? Map.of() : byCut(level),
        bare ? Map.of() : beyond(),
        bare ? List.of() : slices(level),
        bare || name.equals("theirs") ? List.of() : trials(name, level),
        text ? curves(level) : List.of(),
        new Cost(
            bare ? 0 : 40 * random.nextDouble() * random.nextDouble(),
            0.02 + 60 * Math.pow(random.nextDouble(), 4),
            20 + 400 * random.nextDouble(),
            text ? Map.of("tokens", 1_482_331.0) : Map.of()),
        name.equals(BASELINE) && !bare
            ? List.of("the best lambda, 300, lies at the edge of its grid; widen it")
            : List.of());
  }

  private Figure figure(double mean) {
    double half = 0.004 + 0.03 * mean;
    List<Double> bySeed = new ArrayList<>();
    for (int s = 0; s < seeds.size(); s++) {
      bySeed.add(mean + half * 0.3 * random.nextGaussian());
    }
    return bare
        ? new Figure(mean, Double.NaN, Double.NaN, Double.NaN, List.of(mean))
        : new Figure(mean, half * 0.4, Math.max(0, mean - half), mean + half, bySeed);
  }

  private static Map<String, Object> settings(String name, int lambda) {
    if (name.startsWith("two-tower")) {
      return Map.of("dropout", 0.4, "epochs", 120, "rate", 0.001 * lambda / 100);
    }
    return name.equals("random") || name.equals("popularity") || name.equals("theirs")
        ? Map.of()
        : Map.of("lambda", lambda);
  }

  private static Map<String, SortedMap<Integer, Double>> byCut(double level) {
    Map<String, SortedMap<Integer, Double>> families = new TreeMap<>();
    for (String family : List.of("ndcg", "precision", "recall")) {
      SortedMap<Integer, Double> cuts = new TreeMap<>();
      for (int k : CUTS) {
        double shape =
            switch (family) {
              case "precision" -> 0.56 * Math.pow(k / 10.0, -0.35);
              case "recall" -> Math.min(4.6, Math.pow(k / 10.0, 0.6));
              default -> 0.75 + 0.25 * Math.pow(k / 10.0, 0.45);
            };
        cuts.put(k, level * shape);
      }
      families.put(family, cuts);
    }
    return families;
  }

  private Map<String, Figure> beyond() {
    Map<String, Figure> beyond = new TreeMap<>();
    beyond.put("coverage", figure(0.05 + 0.5 * random.nextDouble()));
    beyond.put("gini", figure(0.7 + 0.25 * random.nextDouble()));
    beyond.put("novelty", figure(2 + 7 * random.nextDouble()));
    beyond.put("diversity", figure(0.3 + 0.4 * random.nextDouble()));
    beyond.put("popularity-bias", figure(-0.1 + 0.3 * random.nextDouble()));
    return beyond;
  }

  private List<Slice> slices(double level) {
    List<Slice> slices = new ArrayList<>();
    slices.add(slice("items", "head", 612, level * 1.15));
    slices.add(slice("items", "tail", 431, level * 0.33));
    slices.add(slice("items", "cold", 57, level * 0.08));
    slices.add(slice("history", "8–15", 160, level * 1.1));
    slices.add(slice("history", "16–40", 221, level));
    slices.add(slice("history", "41 and more", 244, level * 0.93));
    slices.add(slice("users", "warm", 560, level));
    slices.add(slice("users", "cold", 65, level * 0.6));
    return slices;
  }

  private Slice slice(String family, String name, int cases, double level) {
    Map<String, Figure> figures = new TreeMap<>();
    figures.put("ndcg@10", figure(level * (0.9 + 0.2 * random.nextDouble())));
    figures.put("recall@10", figure(level * (0.9 + 0.2 * random.nextDouble())));
    return new Slice(family, name, cases, figures);
  }

  private List<Trial> trials(String name, double level) {
    List<Trial> trials = new ArrayList<>();
    int[] lambdas = {10, 30, 100, 300};
    for (int i = 0; i < lambdas.length; i++) {
      double value = level * (0.9 + 0.035 * i) + 0.001 * random.nextGaussian();
      trials.add(
          new Trial(settings(name, lambdas[i]), 1, "ndcg@10", value, 2 + i, lambdas[i] == 100));
    }
    return trials;
  }

  private List<Curve> curves(double level) {
    List<Curve> curves = new ArrayList<>();
    for (long seed : seeds) {
      List<CurvePoint> points = new ArrayList<>();
      for (int epoch = 1; epoch <= 40; epoch++) {
        double loss = 1 + 4 * Math.exp(-epoch / 9.0) + 0.03 * random.nextGaussian();
        double validation =
            epoch % 2 == 0
                ? level * (1 - Math.exp(-epoch / 6.0)) + 0.002 * random.nextGaussian()
                : Double.NaN;
        points.add(new CurvePoint(epoch, loss, validation));
      }
      curves.add(new Curve(seed, points));
    }
    return curves;
  }

  private List<Comparison> comparisons() {
    List<Comparison> comparisons = new ArrayList<>();
    for (String metric : metrics) {
      models.forEach(
          (name, level) -> {
            if (!name.equals(BASELINE)) {
              double difference = (level - models.get(BASELINE)) * LEVELS.get(metric);
              comparisons.add(comparison(name, BASELINE, metric, difference, 0.0026));
            }
          });
    }
    return comparisons;
  }

  private static Comparison comparison(
      String model, String against, String metric, double difference, double half) {
    double p = Math.max(0.0001, Math.exp(-3 * Math.pow(difference / half, 2)));
    return new Comparison(
        model,
        against,
        metric,
        625,
        difference,
        difference - half,
        difference + half,
        p,
        Math.min(1, 3 * p));
  }

  private static List<Gain> gains() {
    return List.of(
        new Gain(
            "two-tower",
            "original",
            comparison("two-tower/all", "two-tower/original", "ndcg@10", 0.0027, 0.0035)),
        new Gain(
            "two-tower",
            "placebo",
            comparison("two-tower/all", "two-tower/all/placebo", "ndcg@10", 0.0053, 0.0021)),
        new Gain(
            "ridge-ials",
            "original",
            comparison("ridge-ials/all", "ridge-ials/original", "ndcg@10", -0.0061, 0.0032)));
  }

  private static List<ExpectedOutcome> expectations() {
    return List.of(
        new ExpectedOutcome(BASELINE, "ndcg@10", 0.198, 0.008, 0.1978, true),
        new ExpectedOutcome("ials", "ndcg@10", 0.189, 0.006, 0.1893, true),
        new ExpectedOutcome("item-knn", "ndcg@10", 0.177, 0.011, 0.1768, true),
        new ExpectedOutcome("popularity", "ndcg@10", 0.105, 0.003, 0.0932, false),
        new ExpectedOutcome("absent", "ndcg@10", 0.2, 0.01, Double.NaN, false));
  }

  private List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (int e = 0; e < 6; e++) {
      double gain = (e < 3 ? 0.63 : -0.41) / (1 + e % 3);
      examples.add(
          new Example(
              1,
              String.valueOf(40 + 7 * e),
              "",
              "ease-text",
              BASELINE,
              "ndcg@10",
              gain,
              items(12),
              truth(),
              list(gain > 0 ? 3 : 1),
              list(gain > 0 ? 1 : 3),
              "The texts of the history speak of "
                  + titles.get(e % titles.size())
                  + ", and so does what was to be found."));
    }
    return examples;
  }

  private List<ListedItem> items(int count) {
    List<ListedItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item(random.nextInt(60), false));
    }
    return items;
  }

  private List<ListedItem> truth() {
    return List.of(item(71, true), item(84, true), item(93, true));
  }

  private List<ListedItem> list(int hits) {
    List<ListedItem> items = new ArrayList<>(items(10 - hits));
    for (int hit = 0; hit < hits; hit++) {
      items.add(random.nextInt(6), truth().get(hit));
    }
    return items;
  }

  private ListedItem item(int id, boolean relevant) {
    String title = titles.get(id % titles.size()) + (id % 4 == 0 ? "" : " · " + id);
    return new ListedItem("m" + id, title, relevant, 7 * id % 331);
  }

  private List<Spread> spreads() {
    List<Spread> spreads = new ArrayList<>();
    models.forEach(
        (name, level) -> {
          if (!name.equals(BASELINE)) {
            double shift = level - models.get(BASELINE);
            double[] differences =
                IntStream.range(0, 625)
                    .mapToDouble(
                        i ->
                            random.nextInt(3) == 0
                                ? 0
                                : Math.clamp(shift + 0.12 * random.nextGaussian(), -1, 1))
                    .toArray();
            spreads.add(Spread.of(name, BASELINE, "ndcg@10", differences));
          }
        });
    return spreads;
  }
}
