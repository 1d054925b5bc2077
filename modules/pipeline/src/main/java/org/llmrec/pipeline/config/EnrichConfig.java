package org.llmrec.pipeline.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.config.ConfigSection;
import org.llmrec.data.record.Nearest;
import org.llmrec.enrich.check.InvalidPolicy;
import org.llmrec.enrich.prompt.AnswerForm;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.price.Budget;

/**
 * What a language model is asked about every item, and what becomes of its answers: the section
 * {@code enrich}. Immutable.
 *
 * @param prompts which of {@link PromptTemplate#IDS} are asked and become fields; absent for {@link
 *     #DEFAULT_PROMPTS} and, of answers that were imported, whatever there is
 * @param own prompts of the user's, asked after those
 * @param pack whether all prompts about an item go into one call
 * @param language that texts have to be in; absent for any
 * @param onInvalid what to do about an answer that is not as asked for
 * @param onMissing what a build does about items without an answer
 * @param sampling how answers are drawn; {@code maxTokens} is an upper limit for all prompts
 * @param neighbours which neighbours a prompt shows
 * @param budget the most to spend, unless the command says otherwise
 * @param independentGraphs as below an answer file's path: what the graphs of imported answers are
 *     called where they were built on other people's interactions
 */
public record EnrichConfig(
    Optional<List<String>> prompts,
    List<OwnPrompt> own,
    boolean pack,
    Optional<Locale> language,
    InvalidPolicy onInvalid,
    OnMissing onMissing,
    Sampling sampling,
    NeighbourConfig neighbours,
    Budget budget,
    Set<String> independentGraphs) {
  /** What is asked where nobody says otherwise: the three guided by the aim to recommend. */
  public static final List<String> DEFAULT_PROMPTS =
      List.of("rec-paraphrase", "rec-tag", "rec-infer");

  /** The section's name. */
  static final String SECTION = "enrich";

  /** No limit of ours: each prompt says what its answers need. */
  private static final int MAX_TOKENS = 100_000;

  /** Copies the collections. */
  public EnrichConfig {
    prompts = prompts.map(List::copyOf);
    own = List.copyOf(own);
    independentGraphs = Set.copyOf(independentGraphs);
  }

  /** The prompts that come with the library and are asked. */
  public List<String> promptIds() {
    return prompts.orElse(DEFAULT_PROMPTS);
  }

  /** Every field that an answer can belong to, in the order in which an item's are kept. */
  public List<String> knownFields() {
    return Stream.concat(PromptTemplate.IDS.stream(), own.stream().map(OwnPrompt::id)).toList();
  }

  /** The fields that are asked for, in the same order. */
  public List<String> fields() {
    List<String> asked = promptIds();
    return Stream.concat(
            PromptTemplate.IDS.stream().filter(asked::contains), own.stream().map(OwnPrompt::id))
        .toList();
  }

  /** The fields for which imported answers count. */
  public List<String> importedFields() {
    return prompts.isPresent() ? fields() : knownFields();
  }

  /**
   * Reads the section.
   *
   * @param top the file
   * @param folder that relative paths start from
   */
  static EnrichConfig read(ConfigSection top, Path folder) {
    ConfigSection section =
        top.section(
            SECTION,
            List.of(
                "prompts",
                "own",
                "pack",
                "language",
                "on-invalid",
                "on-missing",
                "temperature",
                "max-tokens",
                "seed",
                "neighbours",
                "budget",
                "independent-graphs"));
    return new EnrichConfig(
        section.has("prompts") ? Optional.of(prompts(section)) : Optional.empty(),
        own(section, folder),
        section.truth("pack").orElse(false),
        section.parsed("language", EnrichConfig::language),
        section.parsed("on-invalid", InvalidPolicy::parse).orElse(InvalidPolicy.DISCARD),
        section.parsed("on-missing", text -> choice(OnMissing.class, text)).orElse(OnMissing.SKIP),
        sampling(section),
        RecordOptions.read(
            section.section("neighbours", RecordOptions.keys(NeighbourConfig.class)),
            NeighbourConfig.defaults()),
        budget(section.section("budget", List.of("max-cost", "max-tokens", "max-calls"))),
        new HashSet<>(section.textList("independent-graphs")));
  }

  private static List<String> prompts(ConfigSection section) {
    List<String> prompts = new ArrayList<>();
    for (String id : section.textOrList("prompts")) {
      if (!PromptTemplate.IDS.contains(id)) {
        throw section.wrong(
            "prompts",
            "expected some of "
                + PromptTemplate.IDS
                + ", found \""
                + id
                + "\""
                + Nearest.hint(id, PromptTemplate.IDS));
      }
      if (prompts.contains(id)) {
        throw section.wrong("prompts", "expected every prompt once, found " + id + " again");
      }
      prompts.add(id);
    }
    return prompts;
  }

  private static List<OwnPrompt> own(ConfigSection section, Path folder) {
    List<OwnPrompt> own = new ArrayList<>();
    Set<String> taken = new HashSet<>(PromptTemplate.IDS);
    taken.addAll(List.of("description", "title", "pack"));
    for (ConfigSection entry : section.sections("own", List.of("id", "file", "output"))) {
      String id = entry.text("id");
      if (!id.matches("[a-z][a-z0-9-]{0,39}")) {
        throw entry.wrong(
            "id",
            "expected a small letter and then up to 39 small letters, digits and hyphens, found \""
                + id
                + "\"");
      }
      if (!taken.add(id)) {
        throw entry.wrong("id", "expected a name that is not taken, found " + id + " again");
      }
      own.add(
          new OwnPrompt(
              id,
              entry.path("file", folder),
              entry.parsed("output", text -> choice(AnswerForm.Kind.class, text))));
    }
    return own;
  }

  private static Locale language(String text) {
    if (!text.matches("[a-z]{2,3}")) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "expected a language by its code, such as en or de, found \"" + text + "\"");
    }
    return Locale.of(text);
  }

  private static <E extends Enum<E>> E choice(Class<E> type, String text) {
    List<String> known =
        Stream.of(type.getEnumConstants()).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
    if (!known.contains(text)) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "expected one of " + known + ", found \"" + text + "\"" + Nearest.hint(text, known));
    }
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }

  private static Sampling sampling(ConfigSection section) {
    long maxTokens = section.integer("max-tokens").orElse((long) MAX_TOKENS);
    double temperature = section.number("temperature").orElse(0.0);
    if (maxTokens < 16 || maxTokens > 100_000) {
      throw section.wrong("max-tokens", "expected 16 to 100000, found " + maxTokens);
    }
    if (!(temperature >= 0 && temperature <= 2)) {
      throw section.wrong("temperature", "expected 0 to 2, found " + temperature);
    }
    OptionalLong seed =
        section.has("seed")
            ? OptionalLong.of(section.integer("seed").orElseThrow())
            : OptionalLong.empty();
    return new Sampling(temperature, 1, (int) maxTokens, seed, List.of());
  }

  private static Budget budget(ConfigSection section) {
    for (String key : List.of("max-tokens", "max-calls")) {
      section.integer(key).filter(limit -> limit < 0).ifPresent(limit -> negative(section, key));
    }
    section
        .number("max-cost")
        .filter(limit -> !(limit >= 0))
        .ifPresent(limit -> negative(section, "max-cost"));
    return new Budget(
        section.number("max-cost").map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        section.integer("max-tokens").map(OptionalLong::of).orElse(OptionalLong.empty()),
        section.integer("max-calls").map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  private static void negative(ConfigSection section, String key) {
    throw section.wrong(key, "expected a limit from 0 on");
  }
}
