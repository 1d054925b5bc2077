package org.llmrec.rerank.family;

import java.util.Objects;
import java.util.Optional;
import org.llmrec.llm.LanguageModel;
import org.llmrec.rerank.ask.AskOptions;
import org.llmrec.rerank.ask.Strategies;
import org.llmrec.rerank.chat.ExamplesFor;
import org.llmrec.rerank.palr.ProfileStore;
import org.llmrec.rerank.prompt.Asking;
import org.llmrec.rerank.tallrec.TallrecForm;
import org.llmrec.rerank.tallrec.TallrecRule;
import org.llmrec.rerank.tallrec.TallrecTemplate;

/**
 * What rerankers may be made with; each takes what it needs.
 *
 * @param numbers of the strategies; {@code places} is also how many items PALR asks for
 * @param asking how the model is asked. A budget holds for the strategies, and the others refuse
 *     one; the seed is also that of shuffled candidates
 * @param structured whether the lists of prompts are held to a JSON schema where the model has it
 * @param examples for the chat prompts; empty for zero-shot
 * @param profiles where PALR keeps what it says of people
 * @param form TALLRec's noun, threshold and length of history
 * @param rule TALLRec's score
 * @param template how TALLRec's question is framed; as the model was tuned
 */
public record FamilyOptions(
    Strategies.Numbers numbers,
    AskOptions asking,
    boolean structured,
    Optional<ExamplesFor> examples,
    ProfileStore profiles,
    TallrecForm form,
    TallrecRule rule,
    TallrecTemplate template) {
  /** Refuses null. */
  public FamilyOptions {
    Objects.requireNonNull(numbers, "numbers");
    Objects.requireNonNull(asking, "asking");
    Objects.requireNonNull(examples, "examples");
    Objects.requireNonNull(profiles, "profiles");
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(template, "template");
  }

  /**
   * The usual ones: schemas where the model has them, zero-shot, profiles in memory, TALLRec's form
   * for films and the rule of its authors' code, framed by the model's own chat template.
   */
  public static FamilyOptions defaults() {
    return new FamilyOptions(
        Strategies.Numbers.USUAL,
        AskOptions.defaults(),
        true,
        Optional.empty(),
        ProfileStore.inMemory(),
        TallrecForm.MOVIE,
        TallrecRule.DOUBLE_SOFTMAX,
        TallrecTemplate.CHAT);
  }

  /** The same with other numbers. */
  public FamilyOptions numbers(Strategies.Numbers value) {
    return new FamilyOptions(value, asking, structured, examples, profiles, form, rule, template);
  }

  /** The same that asks so. */
  public FamilyOptions asking(AskOptions value) {
    return new FamilyOptions(numbers, value, structured, examples, profiles, form, rule, template);
  }

  /** The same with lists held to schemas, or not. */
  public FamilyOptions structured(boolean value) {
    return new FamilyOptions(numbers, asking, value, examples, profiles, form, rule, template);
  }

  /** The same with examples. */
  public FamilyOptions examples(ExamplesFor value) {
    return new FamilyOptions(
        numbers, asking, structured, Optional.of(value), profiles, form, rule, template);
  }

  /** The same with profiles kept there. */
  public FamilyOptions profiles(ProfileStore value) {
    return new FamilyOptions(numbers, asking, structured, examples, value, form, rule, template);
  }

  /** The same for TALLRec. */
  public FamilyOptions tallrec(TallrecForm asked, TallrecRule scored, TallrecTemplate framed) {
    return new FamilyOptions(
        numbers, asking, structured, examples, profiles, asked, scored, framed);
  }

  /** How prompts are put that are no strategy's. */
  Asking prompts(LanguageModel model) {
    return new Asking(model, asking.price(), asking.thinking(), structured);
  }
}
