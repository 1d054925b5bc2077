package org.llmrec.lab.experiment;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.config.ConfigSection;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.record.Nearest;
import org.llmrec.encode.EncoderModels;
import org.llmrec.metrics.Metric;
import org.llmrec.metrics.Ties;

/**
 * Reads an experiment file. Relative paths in it are relative to its folder.
 *
 * <pre>
 * name: a-train
 * data:
 *   path: ml                     # a folder of MovieLens (of any age) or RecBole; or leave it out, and
 *   format: movielens            #   catalogue: FILE and interactions: FILE; auto where it is left out
 *   catalogue: items.jsonl       # richer texts than movies.csv; with catalogue-map: {id: COLUMN}
 *   positive: 4                  # values from 4 on; or all
 *   answers: answers.jsonl       # a file or a list of files
 *   prompts: [rec-tag]           # whose answers are taken; all where it is left out
 *   independent-graphs: [HASH]   # answers about neighbours that other people's interactions made
 *   only-answered: false         # whether items without an answer are left out
 *   queries: tags.csv            # search: users' tags, with min-items: 3; or topics: and qrels:;
 *                                # or judgements: FILE with query, item and grade
 *   clicks: log.csv              # search: query, item, position, clicks, to learn from
 * protocol: A-train
 * seeds: [1, 2, 3, 4, 5]
 * split-files: DIR               # splits that were written before
 * tuning: {metric: ndcg@10, trials: 12, on: first}          # or  on: each
 * metrics: [ndcg@10, precision@10, recall@10, map@10, mrr, hit@10]
 * cuts: [1, 5, 10, 20, 50, 100]
 * ties: expected                 # or trec
 * candidates: all                # or held-out: what the leaderboard ranks with cold items
 * baseline: ease
 * encoder: all-minilm-l6-v2      # or a model folder
 * llm: {kind: embedded, model: small, file: small.gguf}     # of method reranked; with record: FILE
 * models:
 *   - {name: ease, method: ease, settings: {…}, grid: {lambda: [10, 100]}}
 *   - {name: two-tower, method: two-tower, texts: [original, all, all/placebo]}
 *   - {name: small, method: ridge-ials, text: original, encoder: all-minilm-l6-v2-q}
 *   - {name: theirs, run: runs/theirs-{seed}.trec}
 * expect:
 *   - {model: ease, metric: ndcg@10, value: 0.198, tolerance: 0.008}
 *   - {gain: all, over: original, method: two-tower, metric: ndcg@10, at-least: 0}
 * </pre>
 *
 * <p>Only name, data, protocol and models have to be given. {@code texts} makes a model of each,
 * named after both; {@code text} is for one. A model's {@code encoder} stands in the place of the
 * experiment's.
 */
public final class ExperimentFile {
  private static final List<String> KEYS =
      List.of(
          "name",
          "data",
          "protocol",
          "seeds",
          "split-files",
          "tuning",
          "metrics",
          "cuts",
          "ties",
          "candidates",
          "baseline",
          EncoderReader.KEY,
          LlmReader.KEY,
          "models",
          "expect");
  private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L, 5L);
  private static final List<String> METRICS =
      List.of("ndcg@10", "precision@10", "recall@10", "map@10", "mrr", "hit@10");
  private static final List<Long> CUTS = List.of(1L, 5L, 10L, 20L, 50L, 100L);
  private static final int TRIALS = 12;

  private final Path file;
  private final Path folder;
  private final ConfigSection top;

  private ExperimentFile(Path file, ConfigSection top) {
    this.file = file;
    this.folder = file.toAbsolutePath().normalize().getParent();
    this.top = top;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it is not there, or something in it is not understood; names the
   *     file, the line and the key
   * @throws IOException if it cannot be read
   */
  public static Experiment read(Path file) throws IOException {
    ConfigSection top;
    try {
      top = ConfigSection.read(file, KEYS);
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          DataCode.FILE_MISSING, file + ": expected an experiment file, found none", e);
    }
    return new ExperimentFile(file, top).experiment();
  }

  private Experiment experiment() {
    Protocol protocol =
        top.parsed("protocol", Protocol::named)
            .orElseThrow(
                () ->
                    top.wrong(
                        OptionCode.CONFIG_KEY_MISSING,
                        "expected protocol, such as A-train, found none"));
    DataSpec data = new DataReader(top, folder).read(protocol);
    List<Metric> metrics = metrics();
    Tuning tuning = tuning(metrics.get(0));
    List<Long> seeds = seeds();
    ModelReader models = new ModelReader(top, folder, protocol, tuning, seeds.get(0));
    List<ModelSpec> specs = models.read();
    return new Experiment(
        file,
        name(),
        data,
        protocol,
        seeds,
        top.has("split-files") ? Optional.of(top.path("split-files", folder)) : Optional.empty(),
        tuning,
        metrics,
        cuts(),
        ties(),
        candidates(protocol),
        baseline(specs),
        EncoderReader.read(top, folder).orElse(EncoderModels.names().get(0)),
        LlmReader.read(top, folder),
        specs,
        new ExpectationReader(top, specs, metrics).read());
  }

  private String name() {
    String name = top.text("name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw top.wrong("name", "expected letters, digits, '.', '_' and '-', found \"" + name + "\"");
    }
    return name;
  }

  private List<Long> seeds() {
    List<Long> seeds = top.has("seeds") ? top.integers("seeds") : SEEDS;
    refuseTwice("seeds", seeds);
    return seeds;
  }

  private List<Metric> metrics() {
    List<String> labels = top.has("metrics") ? top.textList("metrics") : METRICS;
    refuseTwice("metrics", labels);
    return labels.stream().map(label -> metric(top, "metrics", label)).toList();
  }

  /** The metric of that label, or a complaint about the key. */
  static Metric metric(ConfigSection section, String key, String label) {
    try {
      return Metric.named(label);
    } catch (IllegalArgumentException e) {
      throw section.wrong(key, e.getMessage());
    }
  }

  private List<Integer> cuts() {
    List<Long> cuts = top.has("cuts") ? top.integers("cuts") : CUTS;
    refuseTwice("cuts", cuts);
    for (long cut : cuts) {
      if (cut < 1 || cut > 1_000_000) {
        throw top.wrong("cuts", "expected numbers from 1 to 1000000, found " + cut);
      }
    }
    return cuts.stream().map(Long::intValue).sorted().toList();
  }

  private void refuseTwice(String key, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      if (!seen.add(value)) {
        throw top.wrong(key, "expected each once, found " + value + " twice");
      }
    }
    if (values.isEmpty()) {
      throw top.wrong(key, "expected at least one, found an empty list");
    }
  }

  private Tuning tuning(Metric primary) {
    ConfigSection section = top.section("tuning", List.of("metric", "trials", "on"));
    Metric metric =
        section.parsed("metric", label -> metric(section, "metric", label)).orElse(primary);
    long trials = section.integer("trials").orElse((long) TRIALS);
    if (trials < 1 || trials > 100_000) {
      throw section.wrong("trials", "expected a number from 1 to 100000, found " + trials);
    }
    return new Tuning(
        metric, (int) trials, choice(section, "on", Tuning.On.values(), Tuning.On.FIRST));
  }

  private Ties ties() {
    return choice(top, "ties", Ties.values(), Ties.EXPECTED);
  }

  private Candidates candidates(Protocol protocol) {
    Candidates candidates = choice(top, "candidates", Candidates.values(), Candidates.ALL);
    if (candidates == Candidates.HELD_OUT && protocol != Protocol.COLD_ITEMS) {
      throw top.wrong("candidates", "held-out goes with protocol cold-items only");
    }
    return candidates;
  }

  private static <E extends Enum<E>> E choice(
      ConfigSection section, String key, E[] values, E fallback) {
    Function<E, String> label = value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    List<String> labels = Arrays.stream(values).map(label).toList();
    return section
        .optionalText(key)
        .map(
            text -> {
              int at = labels.indexOf(text.toLowerCase(Locale.ROOT));
              if (at < 0) {
                throw section.wrong(key, "expected one of " + labels + ", found \"" + text + "\"");
              }
              return values[at];
            })
        .orElse(fallback);
  }

  private String baseline(List<ModelSpec> specs) {
    List<String> names = specs.stream().map(ModelSpec::name).toList();
    String baseline = top.optionalText("baseline").orElse(names.get(0));
    if (!names.contains(baseline)) {
      throw top.wrong(
          "baseline",
          "expected the name of a model, found \""
              + baseline
              + "\""
              + Nearest.hint(baseline, names)
              + " (the models are "
              + String.join(", ", names)
              + ")");
    }
    return baseline;
  }
}
