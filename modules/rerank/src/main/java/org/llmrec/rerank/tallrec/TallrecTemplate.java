package org.llmrec.rerank.tallrec;

import java.util.Locale;

/** How a sample is put to a model. Tuning and serving must use the same. */
public enum TallrecTemplate {
  /** Alpaca's frame around it, as published; for models that continue plain text. */
  ALPACA,
  /** Instruction and input alone, since the model's own chat template frames them. */
  CHAT;

  private static final String ALPACA_HEAD =
      "Below is an instruction that describes a task, paired with an input that provides further"
          + " context. Write a response that appropriately completes the request.";

  /** The name on a command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the model reads before the answer. */
  public String prompt(TallrecSample sample) {
    return switch (this) {
      case ALPACA ->
          ALPACA_HEAD
              + "\n\n### Instruction:\n"
              + sample.instruction()
              + "\n\n### Input:\n"
              + sample.input()
              + "\n\n### Response:\n";
      case CHAT -> sample.instruction() + "\n\n" + sample.input();
    };
  }
}
