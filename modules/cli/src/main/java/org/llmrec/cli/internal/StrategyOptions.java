package org.llmrec.cli.internal;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.price.Budget;
import org.llmrec.llm.price.Price;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.ask.AskOptions;
import org.llmrec.rerank.ask.LlmReranker;
import org.llmrec.rerank.ask.Strategies;
import org.llmrec.rerank.ask.Strategy;
import org.llmrec.rerank.chat.ChatReranker;
import org.llmrec.rerank.prompt.Asking;
import picocli.CommandLine.Option;

/** How a language model is asked for an order. */
final class StrategyOptions {
  /** The prompts of "Is ChatGPT a Good Recommender?": one prompt, all candidates. */
  private static final Map<String, ChatReranker.Form> CHAT =
      Map.of("chat-choose", ChatReranker.Form.CHOOSE, "chat-direct", ChatReranker.Form.DIRECT);

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "all-pairs, pair-heap, sliding, set-heap, set-bubble, listwise, first-token, consistent,"
              + " tournaments, yes-no, grades, chat-choose, chat-direct, or auto (${DEFAULT-VALUE}).")
  private String strategy;

  @Option(
      names = "--places",
      paramLabel = "K",
      defaultValue = "10",
      description = "First places wanted in their order, for heaps and bubbles (${DEFAULT-VALUE}).")
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
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of labels, shuffles and groups (${DEFAULT-VALUE}).")
  private long seed;

  /**
   * The reranker of a strategy.
   *
   * @param price of the model; null where nobody knows it
   * @throws ConfigException if there is none of that name, or a number is out of range
   */
  Reranker reranker(LanguageModel model, Price price) {
    String name = strategy.toLowerCase(Locale.ROOT);
    if (CHAT.containsKey(name)) {
      Asking asking = Asking.of(model).thoughts(thinking);
      return ChatReranker.of(price == null ? asking : asking.price(price), CHAT.get(name))
          .shuffled(seed);
    }
    return LlmReranker.of(model, strategy(), asking(price));
  }

  /**
   * The strategy.
   *
   * @throws ConfigException if there is none of that name, or one of its numbers is out of range
   */
  private Strategy strategy() {
    OptionalInt given = rounds == null ? OptionalInt.empty() : OptionalInt.of(rounds);
    Strategies.Numbers numbers = new Strategies.Numbers(places, shown, window, step, given, grades);
    return checked(
        "--strategy", () -> Strategies.named(strategy.toLowerCase(Locale.ROOT), numbers));
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
      throw new ConfigException(what + ": " + e.getMessage(), e);
    }
  }
}
