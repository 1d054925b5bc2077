package org.llmrec.train.interaction;

import java.util.Map;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.internal.Refits;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * {@code dcn-v2}: the improved deep and cross network (Wang, Shivanna, Cheng, Jain, Lin, Hong and
 * Chi, "DCN V2", WWW 2021, sections 3.1 to 3.4). Its input {@code x0} is a vector per user, a
 * vector per item and the item's texts; a cross layer is {@code x' = x0 * (W x + b) + x}, with
 * {@code W = U V} where {@code rank} is set (section 3.5, one expert without a gate); a deep tower
 * of ReLU layers stands beside the cross layers ({@code structure: parallel}, the default) or on
 * them ({@code stacked}); one linear layer gives the logit.
 *
 * <p>Ours: the texts' vectors pass one linear layer to {@code text-dims} numbers before they enter
 * {@code x0}, as the paper embeds wide sparse features; with {@code text-dims: 0} they enter as
 * they are, which costs the square of their width.
 */
final class DcnV2 implements Method {
  static final String NAME = "dcn-v2";

  private final CrossSettings how;
  private final Map<String, Object> settings;

  DcnV2(Settings settings) {
    this.how = CrossSettings.read(settings, Knowledge.Linear::read);
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
    return Refits.of(this, DcnV2::new, CrossFit.fixed(tuned));
  }
}
