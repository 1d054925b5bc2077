package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.price.Budget;
import org.llmrec.llm.price.Price;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.ask.AskOptions;
import org.llmrec.rerank.ask.Strategies;
import org.llmrec.rerank.family.DryRun;
import org.llmrec.rerank.family.Families;
import org.llmrec.rerank.family.FamilyOptions;
import org.llmrec.rerank.palr.ProfileStore;
import org.llmrec.rerank.tallrec.TallrecForm;
import org.llmrec.rerank.tallrec.TallrecRule;
import org.llmrec.rerank.tallrec.TallrecTemplate;
import picocli.CommandLine.Option;

/** How a language model is asked for an order. */
final class StrategyOptions {
  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "all-pairs, pair-heap, sliding, set-heap, set-bubble, listwise, first-token, consistent,"
              + " tournaments, yes-no, grades, chat-choose, chat-direct, palr, tallrec, or auto"
              + " (${DEFAULT-VALUE}). palr and tallrec go by what a person met.")
  private String strategy;

  @Option(
      names = "--places",
      paramLabel = "K",
      defaultValue = "10",
      description = "First places wanted in their order: heaps, bubbles, palr (${DEFAULT-VALUE}).")
  private int places;

  @Option(
      names = "--shown",
      defaultValue = "4",
      description = "Items shown at once by set-heap and set-bubble (${DEFAULT-VALUE}).")
  private int shown;

  @Option(
      names = "--window",
      defaultValue = "20",
      description = "Of listwise, first-token, consistent (${DEFAULT-VALUE}).")
  private int window;

  @Option(names = "--step", defaultValue = "10", description = "Of the window (${DEFAULT-VALUE}).")
  private int step;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Passes of sliding (10), shuffles of consistent (5), tournaments (1).")
  private Integer rounds;

  @Option(
      names = "--grades",
      paramLabel = "N",
      defaultValue = "4",
      description = "The highest grade (${DEFAULT-VALUE}).")
  private int grades;

  @Option(
      names = "--generate",
      description = "Read what the model writes, also where it shows probabilities.")
  private boolean generate;

  @Option(
      names = "--thinking",
      paramLabel = "TOKENS",
      defaultValue = "0",
      description = "Room for thoughts before an answer (${DEFAULT-VALUE}).")
  private int thinking;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "8",
      description = "Prompts at a time (${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(names = "--max-prompts", paramLabel = "N", description = "Stop before more are sent.")
  private Long maxPrompts;

  @Option(names = "--max-tokens", paramLabel = "N", description = "Stop before more are used.")
  private Long maxTokens;

  @Option(names = "--max-cost", paramLabel = "MONEY", description = "Stop before more is spent.")
  private Double maxCost;

  @Option(
      names = "--free-form",
      description = "Hold lists of prompts to no JSON schema, as for a model tuned otherwise.")
  private boolean freeForm;

  @Option(
      names = "--profiles",
      paramLabel = "FILE",
      description = "Where palr keeps what it says of people (JSONL); without it, nowhere.")
  private Path profiles;

  @Option(
      names = "--noun",
      defaultValue = "movie",
      description = "What tallrec calls an item (${DEFAULT-VALUE}).")
  private String noun;

  @Option(
      names = "--rule",
      paramLabel = "NAME",
      defaultValue = "double-softmax",
      description = "The score of tallrec: double-softmax or ratio (${DEFAULT-VALUE}).")
  private String rule;

  @Option(
      names = "--template",
      paramLabel = "NAME",
      defaultValue = "chat",
      description = "How tallrec frames its question: chat or alpaca (${DEFAULT-VALUE}).")
  private String template;

  private ProfileStore store;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of labels, shuffles and groups (${DEFAULT-VALUE}).")
  private long seed;

  /**
   * The reranker of the name.
   *
   * @param price of the model; null where nobody knows it
   * @throws ConfigException if there is none of that name, or a number is out of range
   * @throws IOException if the profiles cannot be read
   */
  Reranker reranker(LanguageModel model, Price price) throws IOException {
    return Families.named(name(), model, options(price));
  }

  /**
   * What that would ask.
   *
   * @param price of the model; null where nobody knows it
   * @throws ConfigException as {@link #reranker}
   * @throws IOException if the profiles cannot be read
   */
  DryRun dryRun(LanguageModel model, Price price, RerankRequest request) throws IOException {
    return DryRun.of(name(), model, options(price), request);
  }

  /**
   * Keeps the profiles, where there are any: a dry run leaves no file behind.
   *
   * @throws IOException if it fails
   */
  void save() throws IOException {
    if (store != null && store.size() > 0) {
      store.save();
    }
  }

  private String name() {
    return strategy.toLowerCase(Locale.ROOT);
  }

  private FamilyOptions options(Price price) throws IOException {
    OptionalInt given = rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds);
    if (store == null) {
      store = profiles == null ? ProfileStore.inMemory() : ProfileStore.open(profiles);
    }
    return FamilyOptions.defaults()
        .numbers(new Strategies.Numbers(places, shown, window, step, given, grades))
        .asking(asking(price))
        .structured(!freeForm)
        .profiles(store)
        .tallrec(
            TallrecForm.MOVIE.noun(noun), TallrecRule.named(rule), TallrecTemplate.named(template));
  }

  /**
   * How to ask.
   *
   * @param price of the model; null where nobody knows it
   * @throws ConfigException if a number is out of range, or the cost is limited without a price
   */
  private AskOptions asking(Price price) {
    return checked(
        "options of the model",
        () -> {
          AskOptions options =
              AskOptions.defaults()
                  .mode(generate ? AskOptions.Mode.GENERATION : AskOptions.Mode.AUTO)
                  .thinking(thinking)
                  .concurrency(concurrency)
                  .seed(seed);
          return (price == null ? options : options.price(price)).budget(budget());
        });
  }

  private Budget budget() {
    return new Budget(
        maxCost == null ? OptionalDouble.empty() : OptionalDouble.of(maxCost),
        maxTokens == null ? OptionalLong.empty() : OptionalLong.of(maxTokens),
        maxPrompts == null ? OptionalLong.empty() : OptionalLong.of(maxPrompts));
  }

  private static <T> T checked(String what, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(OptionCode.OPTION_VALUE, what + ": " + e.getMessage(), e);
    }
  }
}
