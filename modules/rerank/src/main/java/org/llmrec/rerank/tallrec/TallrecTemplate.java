package org.llmrec.rerank.tallrec;

import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;

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

  /** All names. */
  public static List<String> labels() {
    return ByLabel.all(values(), TallrecTemplate::label);
  }

  /**
   * The one of that name.
   *
   * @throws ConfigException if there is none
   */
  public static TallrecTemplate named(String label) {
    return ByLabel.of(values(), TallrecTemplate::label, label);
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
