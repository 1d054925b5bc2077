package org.llmrec.train.interaction;

import org.llmrec.train.method.Settings;

/** How texts become numbers beside the ids. */
sealed interface Knowledge {
  /**
   * The item's texts through one linear layer.
   *
   * @param dims how many numbers; 0 for the texts' vectors as they are
   */
  record Linear(int dims) implements Knowledge {
    static Linear read(Settings settings) {
      return new Linear(settings.integer("text-dims", 32, 0, 4_096));
    }
  }

  /**
   * Texts of the item and of the user's history through a mixture of experts.
   *
   * @param shared how many experts all kinds of text share
   * @param dedicated how many each kind has for itself
   * @param hidden the width of an expert's hidden layer
   * @param dims how many numbers come of each kind
   */
  record Experts(int shared, int dedicated, int hidden, int dims) implements Knowledge {
    static Experts read(Settings settings) {
      return new Experts(
          settings.integer("shared", 2, 0, 64),
          settings.integer("dedicated", 2, 1, 64),
          settings.integer("expert-hidden", 128, 1, 4_096),
          settings.integer("expert-dims", 32, 1, 4_096));
    }

    int each() {
      return shared + dedicated;
    }
  }
}
