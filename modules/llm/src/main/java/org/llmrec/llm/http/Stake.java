package org.llmrec.llm.http;

import java.util.List;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.TokenEstimate;
import org.llmrec.llm.Usage;

/**
 * What a request costs if the server works it off and we never see the answer.
 *
 * @param costs whether it does
 * @param usage the tokens of its prompt, estimated
 * @param request its messages, none of which may get into an exception
 */
record Stake(boolean costs, Usage usage, List<Message> request) {
  /** Asking how things are, or handing a file over. */
  static final Stake NOTHING = new Stake(false, Usage.NONE, List.of());

  /** A batch's creation. The caller knows what is in it. */
  static final Stake BATCH = new Stake(true, Usage.NONE, List.of());

  /** A completion. */
  static Stake of(List<Message> messages) {
    return new Stake(true, new Usage(TokenEstimate.of(messages), 0, false), messages);
  }

  /** How a request is billed that was sent and not seen answered. */
  Billed unseen() {
    return costs ? Billed.UNKNOWN : Billed.NO;
  }
}
