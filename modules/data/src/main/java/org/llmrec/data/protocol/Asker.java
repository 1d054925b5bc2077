package org.llmrec.data.protocol;

import java.util.Objects;
import org.llmrec.core.Interaction;

/** Who asks for a ranking, and what is known of them. */
public sealed interface Asker {
  /**
   * Somebody with a history.
   *
   * @param user the user's number in the training data, or {@link #UNKNOWN} for one that training
   *     never saw
   * @param history item numbers that the ranking may be made from, oldest first where times are
   *     known; may be empty. Not to be changed
   * @param time when the last of the history happened, in seconds since 1970, as far as is known:
   *     the earliest that the question can be asked; else {@link Interaction#NO_TIME}
   */
  @SuppressWarnings("ArrayRecordComponent") // one per case, read-only by contract
  record Reader(int user, int[] history, long time) implements Asker {
    /** Stands for a user that training never saw. */
    public static final int UNKNOWN = -1;

    /** At a time that is not known. */
    public Reader(int user, int[] history) {
      this(user, history, Interaction.NO_TIME);
    }

    /** Whether training knew the user. */
    public boolean known() {
      return user != UNKNOWN;
    }
  }

  /**
   * Somebody who typed a query.
   *
   * @param text what they typed
   */
  record QueryText(String text) implements Asker {
    /** Refuses null. */
    public QueryText {
      Objects.requireNonNull(text, "text");
    }
  }
}
