package org.llmrec.lab.rerank;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.lab.arm.ArmTexts;
import org.llmrec.llm.LanguageModel;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.chat.ExamplesFor;
import org.llmrec.rerank.chat.RandomExamples;
import org.llmrec.rerank.family.Families;
import org.llmrec.rerank.family.FamilyOptions;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.TrainingHistories;
import org.llmrec.rerank.palr.ProfileStore;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;

/**
 * A method's list whose best few a language model puts in order, to be compared with the list as it
 * is: {@code reranked}, with the settings {@code base ease} and those of the base behind {@code
 * base.}, {@code top 20}, {@code strategy auto} and its numbers ({@code places 10, shown 4, window
 * 20, step 10, rounds 0, grades 4}), {@code generate false}, {@code latest 20} items of a history
 * that the model is told; for the prompts {@code structured true} and {@code examples 0} histories
 * of others, none of which names a candidate; for TALLRec {@code noun movie, rule double-softmax,
 * template chat}. Histories are of positives: nobody dislikes anything.
 *
 * <p>What the model asked and wrote is among the facts of a fit: prompts, tokens, and how many
 * lists were repaired or not reranked. Thread-safe.
 */
public final class RerankedMethods {
  /** The method's name. */
  public static final String NAME = "reranked";

  /** How many items of an example's history are shown: a longer one takes a prompt of its own. */
  private static final int EXAMPLE = 5;

  private final String called;
  private final Supplier<LanguageModel> model;

  /**
   * With a model.
   *
   * @param called which model that is: the figures of a fit depend on it
   * @param model asked for when a list is to be put in order; it stays the caller's
   */
  public RerankedMethods(String called, Supplier<LanguageModel> model) {
    this.called = called;
    this.model = model;
  }

  /**
   * The method.
   *
   * @param texts what the model is shown of the items
   * @throws org.llmrec.core.error.ConfigException if a setting is unknown or out of range
   */
  public Method of(Map<String, Object> settings, ArmTexts texts) {
    return new Reranked(RerankSettings.read(settings), texts, called, model);
  }

  private record Reranked(
      RerankSettings how, ArmTexts texts, String called, Supplier<LanguageModel> model)
      implements Method {
    @Override
    public Map<String, Object> settings() {
      Map<String, Object> all = new LinkedHashMap<>(how.taken());
      all.put("llm", called);
      return all;
    }

    @Override
    public boolean usesText() {
      return how.base().usesText();
    }

    @Override
    public boolean usesSeed() {
      return how.base().usesSeed();
    }

    @Override
    public FittedMethod fit(TrainingData data, FitContext context) throws IOException {
      texts.checkedFor(data);
      FamilyOptions options = how.how().profiles(ProfileStore.inMemory());
      if (how.examples() > 0) {
        options = options.examples(examples(data, context.seed()));
      }
      Reranker reranker = Families.named(how.strategy(), model.get(), options);
      return new FittedReranked(
          how.base().fit(data, context), reranker, how, texts, data.users().asList());
    }

    private ExamplesFor examples(TrainingData data, long seed) {
      Map<String, String> words = texts.fields().firstEntry().getValue();
      Map<String, HistoryItem> shown = new HashMap<>();
      texts.items().forEach(item -> shown.put(item.id(), FittedReranked.met(item, words)));
      TrainingHistories histories = new TrainingHistories(data, shown::get, false);
      return ExamplesFor.others(new RandomExamples(histories, EXAMPLE, seed), how.examples());
    }

    @Override
    public Method refit(FittedMethod tuned) {
      Method base = how.base().refit(tuned);
      return new Reranked(how.base(base), texts, called, model);
    }
  }
}
