package org.llmrec.pipeline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.config.ConfigSection;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.ModelSettings;
import org.llmrec.llm.guard.GuardOptions;

/**
 * Which language model writes about the items: the section {@code llm}. Holds no key, only the name
 * of the variable that does. Immutable.
 *
 * @param settings what {@link LanguageModels#open} takes; {@code model} is never empty
 * @param guard retries and limits
 * @param concurrency calls at a time; absent for the job's own choice
 */
public record LlmConfig(ModelSettings settings, GuardOptions guard, OptionalInt concurrency) {
  /** The section's name. */
  static final String SECTION = "llm";

  private static final String KIND = "kind";
  private static final String MODEL = "model";
  private static final String FILE = "file";
  private static final String KEY_VARIABLE = "api-key-env";
  private static final String CONCURRENCY = "concurrency";
  private static final String ATTEMPTS = "attempts";
  private static final String REQUESTS = "requests-per-minute";
  private static final String TOKENS = "tokens-per-minute";
  private static final String GGUF = ".gguf";
  private static final int MOST = 4096;

  /** What every kind knows, beside the settings of its provider. */
  private static final List<String> COMMON =
      List.of(KIND, MODEL, CONCURRENCY, ATTEMPTS, REQUESTS, TOKENS);

  /** Names under which people write a key where none belongs. */
  private static final Set<String> LITERAL_KEYS =
      Set.of("apikey", "key", "token", "secret", "authorization", "bearer", "password");

  /** Checks for null. */
  public LlmConfig {
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(guard, "guard");
    Objects.requireNonNull(concurrency, "concurrency");
  }

  /** What the model is called in keys and prices: known without opening it. */
  public String modelId() {
    return settings.model();
  }

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /**
   * Reads the section.
   *
   * @param top the file
   * @param folder that relative paths start from
   * @throws ConfigException if nobody here opens that kind, or a key is unknown to it
   */
  static LlmConfig read(ConfigSection top, Path folder) {
    ConfigSection any = top.section(SECTION, top.keys(SECTION));
    refuseLiteralKeys(any, top.keys(SECTION));
    checkVariable(any);
    List<String> known = new ArrayList<>(COMMON);
    any.text(KIND);
    any.parsed(KIND, LanguageModels::settings).orElseThrow().stream()
        .filter(key -> !known.contains(key))
        .forEach(known::add);
    ConfigSection section = top.section(SECTION, known);
    Map<String, String> settings = new LinkedHashMap<>();
    for (String key : known.subList(COMMON.size(), known.size())) {
      String text = String.join(",", section.textOrList(key));
      if (!text.isEmpty()) {
        settings.put(key, text);
      }
    }
    String model = name(section, settings, known.contains(FILE));
    return new LlmConfig(
        new ModelSettings(section.text(KIND), model, settings, folder),
        guard(section),
        section.has(CONCURRENCY)
            ? OptionalInt.of(whole(section, CONCURRENCY, 1, 1, MOST))
            : OptionalInt.empty());
  }

  /** A model that is a file may be named by it, under either key. */
  private static String name(ConfigSection section, Map<String, String> settings, boolean files) {
    String model = section.optionalText(MODEL).orElse("").strip();
    if (files && !settings.containsKey(FILE) && model.endsWith(GGUF)) {
      settings.put(FILE, model);
      model = "";
    }
    String file = settings.getOrDefault(FILE, "");
    if (model.isEmpty() && file.endsWith(GGUF)) {
      model = section.resolved(FILE, file, Path.of("")).getFileName().toString();
      model = model.substring(0, model.length() - GGUF.length());
    }
    if (model.isEmpty()) {
      throw section.wrong(
          OptionCode.CONFIG_KEY_MISSING, "expected llm.model, the name of the model, found none");
    }
    return model;
  }

  private static GuardOptions guard(ConfigSection section) {
    GuardOptions defaults = GuardOptions.defaults();
    return new GuardOptions(
            whole(section, ATTEMPTS, defaults.attempts(), 1, 100),
            defaults.firstDelay(),
            defaults.maxDelay(),
            defaults.maxRetryAfter(),
            defaults.retryShare(),
            defaults.retryFloor(),
            whole(section, REQUESTS, defaults.requestsPerMinute(), 0, Integer.MAX_VALUE),
            tokens(section, defaults.tokensPerMinute()),
            defaults.breakerFailures(),
            defaults.breakerPause())
        // A job of hours rather waits for a server that restarts than ends.
        .breakerPatience(PATIENCE);
  }

  private static int whole(ConfigSection section, String key, int fallback, int least, int most) {
    long value = section.integer(key).orElse((long) fallback);
    if (value < least || value > most) {
      throw section.wrong(key, "expected " + least + " to " + most + ", found " + value);
    }
    return (int) value;
  }

  private static long tokens(ConfigSection section, long fallback) {
    long value = section.integer(TOKENS).orElse(fallback);
    if (value < 0) {
      throw section.wrong(TOKENS, "expected 0 (no limit) or more, found " + value);
    }
    return value;
  }

  /** Before all else: whatever else is wrong, this is worse. */
  private static void refuseLiteralKeys(ConfigSection section, List<String> keys) {
    for (String key : keys) {
      if (LITERAL_KEYS.contains(key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""))) {
        throw section.wrong(
            LanguageModelCode.KEY_IN_FILE,
            key,
            "a key does not belong in this file, which is copied and shared; put it into a variable"
                + " of the environment, and name the variable here: api-key-env: OPENAI_API_KEY."
                + " If the file left this machine, have the key replaced");
      }
    }
  }

  /** What does not look like a variable may be the key itself, so it is not shown. */
  private static void checkVariable(ConfigSection section) {
    for (String name : section.textOrList(KEY_VARIABLE)) {
      if (!name.matches("[A-Z_][A-Z0-9_]{0,63}")) {
        throw section.wrong(
            LanguageModelCode.KEY_IN_FILE,
            KEY_VARIABLE,
            "expected the name of a variable of the environment, in capitals such as"
                + " OPENAI_API_KEY, found something else, which is not shown here as it may be the"
                + " key itself");
      }
    }
  }
}
