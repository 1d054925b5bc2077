package org.llmrec.rerank.tallrec;

import java.util.List;
import java.util.Objects;

/**
 * One question of TALLRec with its answer, in the three fields of Alpaca's form, as the authors
 * released it.
 *
 * @param instruction what is to be decided
 * @param input three lines: what was liked, what was not, and the question
 * @param output {@link #YES} or {@link #NO}
 */
public record TallrecSample(String instruction, String input, String output) {
  /** The answer where the target is liked. */
  public static final String YES = "Yes.";

  /** The answer where it is not. */
  public static final String NO = "No.";

  /**
   * Checks the answer.
   *
   * @throws IllegalArgumentException if it is neither of the two
   */
  public TallrecSample {
    Objects.requireNonNull(instruction, "instruction");
    Objects.requireNonNull(input, "input");
    if (!output.equals(YES) && !output.equals(NO)) {
      throw new IllegalArgumentException(
          "expected \"" + YES + "\" or \"" + NO + "\", found \"" + output + "\"");
    }
  }

  /**
   * Renders one.
   *
   * @param noun what an item is called, such as {@code movie}
   * @param liked entries as {@link TallrecForm#entry} makes them, the oldest first; may be empty,
   *     as may {@code disliked}
   * @param target the entry of the item that the question is about, as {@link TallrecForm#target}
   *     makes it
   */
  public static TallrecSample of(
      String noun, List<String> liked, List<String> disliked, String target, boolean yes) {
    return new TallrecSample(
        "Given the user's preference and unpreference, identify whether the user will like the"
            + " target "
            + noun
            + " by answering \"Yes.\" or \"No.\".",
        "User Preference: "
            + String.join(", ", liked)
            + "\nUser Unpreference: "
            + String.join(", ", disliked)
            + "\nWhether the user will like the target "
            + noun
            + " "
            + target
            + "?",
        yes ? YES : NO);
  }

  /** Whether the target is liked. */
  public boolean liked() {
    return output.equals(YES);
  }
}
