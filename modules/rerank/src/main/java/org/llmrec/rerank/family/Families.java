package org.llmrec.rerank.family;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.price.Budget;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.ask.LlmReranker;
import org.llmrec.rerank.ask.Strategies;
import org.llmrec.rerank.chat.ChatReranker;
import org.llmrec.rerank.palr.PalrReranker;
import org.llmrec.rerank.palr.ProfileWriter;
import org.llmrec.rerank.palr.Profiles;
import org.llmrec.rerank.palr.Refresh;
import org.llmrec.rerank.prompt.Asking;
import org.llmrec.rerank.tallrec.TallrecAnswers;
import org.llmrec.rerank.tallrec.TallrecReranker;
import org.llmrec.rerank.tallrec.TallrecScorer;

/**
 * Rerankers by the names that commands and experiment files give them: the strategies of {@link
 * Strategies}, and what recommends by a prompt or a history. They own nothing: whoever opened the
 * model closes it.
 */
public final class Families {
  private static final Map<String, BiFunction<LanguageModel, FamilyOptions, Reranker>> OTHERS =
      new TreeMap<>();

  static {
    OTHERS.put("chat-choose", (model, how) -> chat(model, how, ChatReranker.Form.CHOOSE));
    OTHERS.put("chat-direct", (model, how) -> chat(model, how, ChatReranker.Form.DIRECT));
    OTHERS.put("palr", Families::palr);
    OTHERS.put("tallrec", Families::tallrec);
  }

  private Families() {}

  /** The names, in alphabetical order. */
  public static List<String> names() {
    TreeSet<String> all = new TreeSet<>(OTHERS.keySet());
    all.addAll(Strategies.names());
    return List.copyOf(all);
  }

  /**
   * The reranker of a name.
   *
   * @throws ConfigException if there is none of that name, a number that it takes is out of range,
   *     it needs what the model cannot do, or it is given a budget that it does not keep
   */
  public static Reranker named(String name, LanguageModel model, FamilyOptions how) {
    BiFunction<LanguageModel, FamilyOptions, Reranker> other = OTHERS.get(name);
    if (other == null) {
      try {
        return LlmReranker.of(model, Strategies.named(name, how.numbers()), how.asking());
      } catch (IllegalArgumentException e) {
        throw new ConfigException(
            Strategies.names().contains(name) ? OptionCode.OPTION_RANGE : OptionCode.NAME_UNKNOWN,
            Strategies.names().contains(name)
                ? name + ": " + e.getMessage()
                : "expected one of " + names() + ", found \"" + name + "\"",
            e);
      }
    }
    if (!how.asking().budget().equals(Budget.NONE)) {
      throw new ConfigException(
          OptionCode.OPTION_CONFLICT,
          name
              + " keeps no budget: expected no limit of prompts, tokens or cost, found "
              + how.asking().budget()
              + "; it sends at most one prompt an item, so limit how many are reranked");
    }
    return other.apply(model, how);
  }

  private static Reranker chat(LanguageModel model, FamilyOptions how, ChatReranker.Form form) {
    ChatReranker zeroShot = ChatReranker.of(how.prompts(model), form).shuffled(how.asking().seed());
    return how.examples().map(zeroShot::examples).orElse(zeroShot);
  }

  private static Reranker palr(LanguageModel model, FamilyOptions how) {
    Asking asking = how.prompts(model);
    return PalrReranker.of(asking, how.asking().seed())
        .count(how.numbers().places())
        .profiles(new Profiles(how.profiles(), ProfileWriter.of(asking), Refresh.USUAL));
  }

  private static Reranker tallrec(LanguageModel model, FamilyOptions how) {
    TallrecScorer scorer = new TallrecScorer(model, how.template());
    return new TallrecReranker(
        new TallrecAnswers(scorer, how.asking().concurrency()),
        how.form(),
        how.rule(),
        how.asking().price());
  }
}
