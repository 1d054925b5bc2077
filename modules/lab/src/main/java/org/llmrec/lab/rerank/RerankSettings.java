package org.llmrec.lab.rerank;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.llmrec.core.error.ConfigException;
import org.llmrec.rerank.ask.AskOptions;
import org.llmrec.rerank.ask.Strategies;
import org.llmrec.rerank.family.Families;
import org.llmrec.rerank.family.FamilyOptions;
import org.llmrec.rerank.history.HistoryText;
import org.llmrec.rerank.tallrec.TallrecForm;
import org.llmrec.rerank.tallrec.TallrecRule;
import org.llmrec.rerank.tallrec.TallrecTemplate;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Methods;
import org.llmrec.train.method.Settings;

/**
 * Settings of a method whose best few are reranked.
 *
 * @param base the method whose list it is
 * @param strategy how the model is asked, of {@link Families#names}
 * @param how what that is made with
 * @param top how many are reranked
 * @param latest how many items of a history the model is told
 * @param examples how many histories of others the chat prompts show
 * @param taken all of it, those of the base behind {@code base.}
 */
record RerankSettings(
    Method base,
    String strategy,
    FamilyOptions how,
    int top,
    int latest,
    int examples,
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
    int latest = settings.integer("latest", HistoryText.LATEST, 1, 1_000);
    String strategy = settings.choice("strategy", "auto", Families.names());
    FamilyOptions how = options(settings);
    int examples = settings.integer("examples", 0, 0, 100);
    Map<String, Object> taken = new LinkedHashMap<>(settings.taken());
    base.settings().forEach((setting, value) -> taken.put(OF_BASE + setting, value));
    return new RerankSettings(base, strategy, how, top, latest, examples, taken);
  }

  /** The same over a base that was refitted. */
  RerankSettings base(Method refitted) {
    return new RerankSettings(refitted, strategy, how, top, latest, examples, taken);
  }

  private static FamilyOptions options(Settings settings) {
    Strategies.Numbers usual = Strategies.Numbers.USUAL;
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
    AskOptions.Mode mode =
        settings.truth("generate", false) ? AskOptions.Mode.GENERATION : AskOptions.Mode.AUTO;
    TallrecForm film = TallrecForm.MOVIE;
    return FamilyOptions.defaults()
        .numbers(numbers)
        .asking(AskOptions.defaults().mode(mode))
        .structured(settings.truth("structured", true))
        .tallrec(
            film.noun(settings.text("noun", film.noun())),
            TallrecRule.named(
                settings.choice("rule", TallrecRule.DOUBLE_SOFTMAX.label(), TallrecRule.labels())),
            TallrecTemplate.named(
                settings.choice(
                    "template", TallrecTemplate.CHAT.label(), TallrecTemplate.labels())));
  }
}
