package org.llmrec.encode;

import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * How an encoder cuts its work up. Batches are a pure function of the texts of a call and of the
 * budget: same texts, same plan, same machine, same bytes. Another plan changes a vector in its
 * last bits at most.
 *
 * @param workers batches computed at once, from 1 to 256; on the processor each on one thread
 * @param tokenBudget word pieces in one batch, padding included, from 16 to 262,144; a text that
 *     alone exceeds it is a batch of its own. Each worker keeps about 4 kB per piece
 */
public record EncoderPlan(int workers, int tokenBudget) {
  private static final int MOST_WORKERS_UNASKED = 8;
  private static final int BUDGET_OF_A_PROCESSOR = 1024;
  private static final int BUDGET_OF_A_GPU = 16_384;

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is out of range
   */
  public EncoderPlan {
    if (workers < 1 || workers > 256) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE, "encoder workers: expected 1 to 256, found " + workers);
    }
    if (tokenBudget < 16 || tokenBudget > 1 << 18) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "encoder token-budget: expected 16 to 262144, found " + tokenBudget);
    }
  }

  /**
   * What is done unless something else is asked for. On the processor: a worker per processor,
   * eight at most, and batches of 1,024 word pieces; larger ones win nothing there, since a batch
   * of that size fills a processor. Elsewhere: one worker for each GPU and 16,384 pieces, which a
   * GPU needs to be filled.
   *
   * @param device the one in use; for one that is preferred, as if it could be had
   */
  public static EncoderPlan standard(Device device) {
    if (device instanceof Device.Cpu) {
      int processors = Runtime.getRuntime().availableProcessors();
      return new EncoderPlan(
          Math.clamp(processors, 1, MOST_WORKERS_UNASKED), BUDGET_OF_A_PROCESSOR);
    }
    return new EncoderPlan(gpus(device), BUDGET_OF_A_GPU);
  }

  private static int gpus(Device device) {
    return device instanceof Device.Preferred preferred
        ? preferred.device().parts().size()
        : device.parts().size();
  }
}
