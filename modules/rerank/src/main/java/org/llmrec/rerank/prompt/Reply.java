package org.llmrec.rerank.prompt;

import java.time.Duration;
import java.util.Objects;
import org.llmrec.llm.Usage;
import org.llmrec.rerank.Cost;

/**
 * What came back from a model.
 *
 * @param kind how it went
 * @param text what the model wrote, without its thoughts; empty unless answered
 * @param why one sentence for people where there is no answer; else empty
 * @param cut whether the answer came to the most tokens allowed
 * @param sent whether the question went out
 * @param usage tokens of the call
 * @param money what it cost; NaN where no price is known
 * @param time from asking to the answer
 */
public record Reply(
    Kind kind,
    String text,
    String why,
    boolean cut,
    boolean sent,
    Usage usage,
    double money,
    Duration time) {

  /** Where there was nothing to ask. */
  public static final Reply NONE =
      new Reply(
          Kind.EMPTY, "", "there was nothing to ask", false, false, Usage.NONE, 0, Duration.ZERO);

  /** How it went. */
  public enum Kind {
    /** There is something to read. */
    ANSWERED,
    /** The model wrote nothing, or nothing but its thoughts. */
    EMPTY,
    /** The model or its server would not answer. */
    REFUSED,
    /** The deadline passed. */
    LATE
  }

  /** Refuses null. */
  public Reply {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(time, "time");
  }

  /** Whether there is something to read. */
  public boolean answered() {
    return kind == Kind.ANSWERED;
  }

  /**
   * What a reranking by this one answer took.
   *
   * @param truncated how many texts of the question lost an end
   */
  public Cost cost(long truncated) {
    return new Cost(
        answered() ? 1 : 0,
        sent ? 1 : 0,
        0,
        usage.promptTokens(),
        usage.completionTokens(),
        truncated,
        money,
        time);
  }
}
