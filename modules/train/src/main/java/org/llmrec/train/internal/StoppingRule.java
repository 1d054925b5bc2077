package org.llmrec.train.internal;

import java.util.List;
import org.llmrec.train.Epoch;
import org.llmrec.train.TrainOptions;

/**
 * When a training ends, and which epoch it keeps.
 *
 * @param judged whether there is a validation part: without one the last epoch is kept
 * @param most epochs
 * @param patience how many epochs without a better figure end it
 */
record StoppingRule(boolean judged, int most, int patience) {

  static StoppingRule of(TrainOptions options, boolean judged) {
    return new StoppingRule(
        judged,
        judged ? options.maxEpochs() : options.epochsWithoutValidation(),
        options.patience());
  }

  /** The number of the epoch with the best figure, the first of equals; 0 of none. */
  int best(List<Epoch> epochs) {
    if (!judged) {
      return epochs.size();
    }
    int best = 0;
    for (Epoch epoch : epochs) {
      if (best == 0 || figure(epoch) > figure(epochs.get(best - 1))) {
        best = epoch.number();
      }
    }
    return best;
  }

  /** Whether another epoch follows these. */
  boolean goesOn(List<Epoch> epochs) {
    return epochs.size() < most
        && (!judged || epochs.isEmpty() || epochs.size() - best(epochs) < patience);
  }

  /** Whether a training by this rule comes by these epochs, or ends with them. */
  boolean reaches(List<Epoch> epochs) {
    return epochs.isEmpty() || goesOn(epochs.subList(0, epochs.size() - 1)) && neverOut(epochs);
  }

  private boolean neverOut(List<Epoch> epochs) {
    int best = 0;
    for (Epoch epoch : epochs) {
      if (!judged || best == 0 || figure(epoch) > figure(epochs.get(best - 1))) {
        best = epoch.number();
      }
      if (epoch.number() < epochs.size() && epoch.number() - best >= patience) {
        return false;
      }
    }
    return true;
  }

  private static double figure(Epoch epoch) {
    return epoch.validationNdcg().orElseThrow();
  }
}
