package org.llmrec.rerank.palr;

import java.util.Objects;

/**
 * An example to tune a model by, in the form that is called Alpaca's.
 *
 * @param instruction what is to be done
 * @param input with what
 * @param output what the answer should be
 */
public record Instruction(String instruction, String input, String output) {
  /** Refuses null. */
  public Instruction {
    Objects.requireNonNull(instruction, "instruction");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(output, "output");
  }
}
