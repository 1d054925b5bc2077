package org.llmrec.lab.rerank;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.llmrec.core.error.ConfigException;
import org.llmrec.rerank.ask.Strategies;
import org.llmrec.rerank.ask.Strategy;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Methods;
import org.llmrec.train.method.Settings;

/**
 * Settings of a method whose best few are reranked.
 *
 * @param base the method whose list it is
 * @param strategy how the model is asked
 * @param top how many are reranked
 * @param generate whether answers are read from what the model writes, also where it shows
 *     probabilities
 * @param latest how many items of a history the model is told
 * @param taken all of it, those of the base behind {@code base.}
 */
record RerankSettings(
    Method base,
    Strategy strategy,
    boolean generate,
    int top,
    int latest,
    Map<String, Object> taken) {
  private static final String BASE = "base";
  private static final String OF_BASE = "base.";

  /**
   * Reads them.
   *
   * @throws ConfigException if one is unknown or out of range
   */
  static RerankSettings read(Map<String, Object> given) {
    Map<String, Object> own = new LinkedHashMap<>();
    Map<String, Object> ofBase = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          if (name.startsWith(OF_BASE)) {
            ofBase.put(name.substring(OF_BASE.length()), value);
          } else {
            own.put(name, value);
          }
        });
    Settings settings = Settings.of(RerankedMethods.NAME, own);
    String name =
        settings.choice(BASE, "ease", Methods.factories().keySet().stream().sorted().toList());
    Method base = Methods.of(name, ofBase);
    int top = settings.integer("top", 20, 2, 1_000);
    int latest = settings.integer("latest", 20, 1, 1_000);
    Strategy strategy = strategy(settings);
    boolean generate = settings.truth("generate", false);
    Map<String, Object> taken = new LinkedHashMap<>(settings.taken());
    base.settings().forEach((setting, value) -> taken.put(OF_BASE + setting, value));
    return new RerankSettings(base, strategy, generate, top, latest, taken);
  }

  /** The same over a base that was refitted. */
  RerankSettings base(Method refitted) {
    return new RerankSettings(refitted, strategy, generate, top, latest, taken);
  }

  private static Strategy strategy(Settings settings) {
    Strategies.Numbers usual = Strategies.Numbers.USUAL;
    String name = settings.choice("strategy", "auto", Strategies.names());
    // 0 stands for what is usual for the strategy.
    int rounds = settings.integer("rounds", 0, 0, 1_000);
    Strategies.Numbers numbers =
        new Strategies.Numbers(
            settings.integer("places", usual.places(), 1, 1_000),
            settings.integer("shown", usual.shown(), 2, 26),
            settings.integer("window", usual.window(), 2, 100),
            settings.integer("step", usual.step(), 1, 100),
            rounds == 0 ? OptionalInt.empty() : OptionalInt.of(rounds),
            settings.integer("grades", usual.grades(), 1, 9));
    try {
      return Strategies.named(name, numbers);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(RerankedMethods.NAME + ": " + e.getMessage(), e);
    }
  }
}
