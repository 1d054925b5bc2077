package org.llmrec.enrich.check;

import java.util.List;
import org.llmrec.llm.Message;
import org.llmrec.llm.text.VisibleText;

/**
 * The one second try: the question, what came of it, and what is wrong with that. Stateless and
 * thread-safe.
 */
public final class Repair {
  /** The most code points of the bad answer that are shown again. */
  static final int MAX_ANSWER = 1_000;

  private Repair() {}

  /**
   * The conversation to send. What an item's text may have put into the bad answer goes back as the
   * model's own words, cleaned, and never into the instructions.
   *
   * @param question as it was rendered
   * @param answer the bad answer as it came
   * @param problems of its {@link Verdict}
   */
  public static List<Message> messages(String question, String answer, List<String> problems) {
    String shown = VisibleText.of(answer, MAX_ANSWER).replace("<|", "< |").replace("</s>", "< /s>");
    return List.of(
        Message.user(question),
        Message.assistant(shown.isEmpty() ? "(no answer)" : shown),
        Message.user(
            "That answer cannot be used. "
                + String.join(" ", problems)
                + "\nAnswer the question again, in the form that it asks for and with nothing"
                + " around it."));
  }
}
