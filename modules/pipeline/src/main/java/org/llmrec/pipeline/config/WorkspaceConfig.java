package org.llmrec.pipeline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.config.ConfigSection;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Format;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.EncoderPlan;
import org.llmrec.encode.cache.VectorCache;
import org.llmrec.encode.store.ModelStore;
import org.llmrec.retrieve.IndexOptions;
import org.llmrec.retrieve.Language;
import org.llmrec.retrieve.VectorEncoding;
import org.llmrec.train.TrainOptions;

/**
 * What a workspace is built from, and how: the contents of {@code llmrec.yaml}. Immutable.
 *
 * <pre>
 * catalogue:    {path: items.jsonl, format: auto, encoding: auto, map: {id: FIELD}}
 * interactions: {path: ratings.csv, format: auto, map: {user: COLUMN}, repeats: latest,
 *                positive-from: 4}           # or  weights: true  or  events: {view: 1, buy: 5}
 * answers:      [{path: answers.jsonl, independent-graphs: [HASH]}]
 * encoder:      {model: all-minilm-l6-v2, workers: 2, token-budget: 1024}    # or  folder: PATH
 * train:        {seed: 42, …, warm-start: false}   # the components of {@link TrainOptions}
 * ranker:       {hybrid: true}
 * index:        {language: english, vectors: float, threads: 1}   # of {@link IndexOptions}
 * search:       {judgements: judgements.csv, clicks: clicks.csv}
 * llm:          {kind: openai, model: gpt-4o-mini, api-key-env: OPENAI_API_KEY, …}
 * enrich:       {prompts: [rec-tag], own: [{id: mood, file: mood.txt, output: tags}], …}
 * </pre>
 *
 * <p>Relative paths are relative to the file's folder. Only the paths and one meaning of the
 * interactions' values have to be given.
 *
 * @param catalogue the items
 * @param interactions who met them, and what that means
 * @param answers files with recorded answers; of several answers of an item to a prompt the first
 *     counts
 * @param independentGraphs what these answers' graphs are called where they were built on other
 *     people's interactions, none of which is in any part of this data; answers built on any other
 *     interactions than are trained on are refused
 * @param encoder makes vectors of texts
 * @param train how the ranker is trained
 * @param warmStart whether a training begins with the weights of the one before it where it can
 * @param hybrid whether several methods together put a person's candidates in order, and not the
 *     towers alone
 * @param index how the items' texts and vectors are indexed
 * @param search what an order of searches is learnt from
 * @param llm the language model that writes about the items, if there is one
 * @param enrich what it is asked
 */
public record WorkspaceConfig(
    CatalogueSource catalogue,
    InteractionSource interactions,
    List<Path> answers,
    Set<String> independentGraphs,
    EncoderConfig encoder,
    TrainOptions train,
    boolean warmStart,
    boolean hybrid,
    IndexOptions index,
    SearchConfig search,
    Optional<LlmConfig> llm,
    EnrichConfig enrich) {
  /** The file's name in a workspace. */
  public static final String FILE = "llmrec.yaml";

  private static final String WARM_START = "warm-start";
  private static final String RANKER = "ranker";
  private static final String HYBRID = "hybrid";
  private static final String INDEX = "index";
  private static final String LANGUAGE = "language";
  private static final String VECTORS = "vectors";
  private static final String THREADS = "threads";
  private static final int MOST_THREADS = 1_024;
  private static final String PATH = "path";
  private static final String FORMAT = "format";
  private static final String ENCODING = "encoding";
  private static final String MAP = "map";
  private static final String POSITIVE_FROM = "positive-from";
  private static final String WEIGHTS = "weights";
  private static final String EVENTS = "events";
  private static final String REPEATS = "repeats";
  private static final String INDEPENDENT = "independent-graphs";
  private static final String DEVICE = "device";
  private static final String PLAN = "plan";
  private static final String FUSE = "fuse";
  private static final String CACHE = "cache";

  /** Copies the collections. */
  public WorkspaceConfig {
    answers = List.copyOf(answers);
    independentGraphs = Set.copyOf(independentGraphs);
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it is not there, or something in it is not understood; names the
   *     file, the line and the key
   * @throws IOException if it cannot be read
   */
  public static WorkspaceConfig read(Path file) throws IOException {
    ConfigSection top = top(file);
    Path folder = file.toAbsolutePath().normalize().getParent();
    List<String> trainKeys = new ArrayList<>(RecordOptions.keys(TrainOptions.class));
    trainKeys.add(WARM_START);
    ConfigSection train = top.section("train", trainKeys);
    List<Path> answers = new ArrayList<>();
    Set<String> independentGraphs = new HashSet<>();
    for (ConfigSection section : top.sections("answers", List.of(PATH, INDEPENDENT))) {
      answers.add(section.path(PATH, folder));
      independentGraphs.addAll(section.textList(INDEPENDENT));
    }
    return new WorkspaceConfig(
        catalogue(top.section("catalogue", List.of(PATH, FORMAT, ENCODING, MAP)), folder),
        interactions(
            top.section(
                "interactions",
                List.of(PATH, FORMAT, ENCODING, MAP, POSITIVE_FROM, WEIGHTS, EVENTS, REPEATS)),
            folder),
        answers,
        independentGraphs,
        encoder(top, folder),
        RecordOptions.read(train, TrainOptions.defaults()),
        train.truth(WARM_START).orElse(false),
        top.section(RANKER, List.of(HYBRID)).truth(HYBRID).orElse(true),
        index(top.section(INDEX, List.of(LANGUAGE, VECTORS, THREADS))),
        SearchConfig.read(top, folder),
        top.has(LlmConfig.SECTION)
            ? Optional.of(LlmConfig.read(top, folder))
            : Optional.<LlmConfig>empty(),
        EnrichConfig.read(top, folder));
  }

  private static ConfigSection top(Path file) throws IOException {
    try {
      return ConfigSection.read(
          file,
          List.of(
              "catalogue",
              "interactions",
              "answers",
              "encoder",
              "train",
              RANKER,
              INDEX,
              SearchConfig.SECTION,
              LlmConfig.SECTION,
              EnrichConfig.SECTION));
    } catch (NoSuchFileException e) {
      throw new ConfigException(
          WorkspaceCode.WORKSPACE_MISSING,
          "expected a workspace with "
              + file.getFileName()
              + " in "
              + file.toAbsolutePath().getParent()
              + ", found none; make one with `llmrec init`",
          e);
    }
  }

  private static CatalogueSource catalogue(ConfigSection section, Path folder) {
    return new CatalogueSource(
        section.path(PATH, folder), format(section), encoding(section), section.texts(MAP));
  }

  private static InteractionSource interactions(ConfigSection section, Path folder) {
    return new InteractionSource(
        section.path(PATH, folder),
        format(section),
        encoding(section),
        section.texts(MAP),
        feedback(section),
        section.parsed(REPEATS, Repeats::parse).orElse(Repeats.LATEST));
  }

  private static Encoding encoding(ConfigSection section) {
    return section.parsed(ENCODING, Encoding::parse).orElse(Encoding.AUTO);
  }

  private static Feedback feedback(ConfigSection section) {
    List<String> given =
        List.of(POSITIVE_FROM, WEIGHTS, EVENTS).stream().filter(section::has).toList();
    if (given.size() != 1) {
      throw section.wrong(
          "expected one of "
              + POSITIVE_FROM
              + " (ratings), "
              + WEIGHTS
              + ": true, or "
              + EVENTS
              + " to say what the values mean, found "
              + (given.isEmpty() ? "none" : String.join(" and ", given)));
    }
    String key = given.get(0);
    try {
      return switch (key) {
        case POSITIVE_FROM -> new Feedback.Threshold(section.number(key).orElseThrow());
        case EVENTS -> new Feedback.Events(section.numbers(key));
        default -> {
          if (!section.truth(key).orElseThrow()) {
            throw section.wrong(key, "expected true, or the line left out, found false");
          }
          yield new Feedback.Weights();
        }
      };
    } catch (ConfigException e) {
      throw section.located(key, e);
    }
  }

  private static IndexOptions index(ConfigSection section) {
    IndexOptions defaults = IndexOptions.defaults();
    return new IndexOptions(
        section.parsed(LANGUAGE, Language::parse).orElse(defaults.language()),
        section.parsed(VECTORS, VectorEncoding::parse).orElse(defaults.vectors()),
        threads(section, defaults.threads()));
  }

  private static int threads(ConfigSection section, int usual) {
    int threads = RecordOptions.integer(section, THREADS).orElse(usual);
    if (threads < 1 || threads > MOST_THREADS) {
      throw section.wrong(THREADS, "expected 1 to " + MOST_THREADS + ", found " + threads);
    }
    return threads;
  }

  private static EncoderConfig encoder(ConfigSection top, Path folder) {
    List<String> known = new ArrayList<>(List.of("model", "folder", FUSE, DEVICE, PLAN, CACHE));
    known.addAll(RecordOptions.keys(EncoderPlan.class));
    ConfigSection section = top.section("encoder", known);
    Optional<Path> own =
        section.has("folder") ? Optional.of(section.path("folder", folder)) : Optional.empty();
    if (own.isPresent() && section.has("model")) {
      throw section.wrong("expected a model or a folder, found both");
    }
    String model = section.optionalText("model").orElse(EncoderModels.names().get(0));
    if (!EncoderModels.names().contains(model)) {
      // A model of the store is a folder like any other: its bytes identify it.
      ModelStore store = ModelStore.standard();
      own = store.find(model);
      if (own.isEmpty()) {
        throw section.located("model", store.absent(model));
      }
    }
    boolean fuse = section.truth(FUSE).orElse(true);
    return new EncoderConfig(model, own, fuse, encoderOptions(section), cache(section, folder));
  }

  /** True for the user's, or a folder. */
  private static Optional<VectorCache> cache(ConfigSection section, Path folder) {
    return switch (section.optionalText(CACHE).orElse("false")) {
      case "false" -> Optional.empty();
      case "true" -> Optional.of(VectorCache.ofUser());
      default -> Optional.of(VectorCache.in(section.path(CACHE, folder)));
    };
  }

  private static EncoderOptions encoderOptions(ConfigSection section) {
    Device device = section.parsed(DEVICE, Device::parse).orElse(Device.cpu());
    EncoderOptions.Planning planning =
        section
            .parsed(PLAN, EncoderOptions.Planning::parse)
            .orElse(EncoderOptions.Planning.DEFAULT);
    OptionalInt workers = RecordOptions.integer(section, "workers");
    OptionalInt tokenBudget = RecordOptions.integer(section, "token-budget");
    try {
      return new EncoderOptions(device, planning, workers, tokenBudget);
    } catch (ConfigException e) {
      throw section.wrong(e.code(), e.getMessage());
    }
  }

  private static Format format(ConfigSection section) {
    return section.parsed(FORMAT, Format::parse).orElse(Format.AUTO);
  }

  /** The file that an answer file is called by in records: its place in the list, from 1. */
  public Map<String, Path> namedAnswers() {
    Map<String, Path> named = new LinkedHashMap<>();
    for (Path path : answers) {
      named.put(answers.size() == 1 ? "answers" : "answers " + (named.size() + 1), path);
    }
    return named;
  }

  /** Whether there is such a file in a folder. */
  public static boolean isIn(Path workspace) {
    return Files.exists(workspace.resolve(FILE));
  }
}
