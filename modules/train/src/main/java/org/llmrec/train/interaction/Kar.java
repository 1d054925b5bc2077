package org.llmrec.train.interaction;

import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.internal.Refits;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * {@code kar}: knowledge of a language model through a mixture of experts (Xi et al., "Towards
 * open-world recommendation with knowledge augmentation from large language models", RecSys 2024,
 * arXiv 2306.10933), trained together with the network that uses it, here that of {@link DcnV2}.
 *
 * <p>As in the paper: vectors of texts are frozen; each kind of text has dedicated experts and a
 * softmax gate over these and the experts that all kinds share; experts are small perceptrons
 * ({@code expert-hidden} 128, {@code expert-dims} 32); what comes out stands beside the ids as
 * further fields of the backbone.
 *
 * <p>Ours: every text field of the item (the description, each prompt's answers) is a kind of its
 * own, where the paper has one text of facts. The paper asks a language model to reason about a
 * user's preferences; here nobody asks, and the user's kind is the mean of the texts of their
 * history (fields first, then items). In training the history holds the positive itself, as in
 * AlphaRec. Two shared and two dedicated experts, from the paper's ranges of 2 to 5 and 2 to 6.
 */
final class Kar implements Method {
  static final String NAME = "kar";

  private final CrossSettings how;
  private final Map<String, Object> settings;

  Kar(Settings settings) {
    this.how = CrossSettings.read(settings, Knowledge.Experts::read);
    this.settings = settings.taken();
  }

  @Override
  public Map<String, Object> settings() {
    return settings;
  }

  @Override
  public boolean usesText() {
    return true;
  }

  @Override
  public boolean usesSeed() {
    return true;
  }

  @Override
  public FittedMethod fit(TrainingData data, FitContext context) {
    return CrossFit.learn(NAME, data, context, how);
  }

  /** With the best epoch as the number of epochs. */
  @Override
  public Method refit(FittedMethod tuned) {
    return Refits.of(this, Kar::new, CrossFit.fixed(tuned));
  }
}
