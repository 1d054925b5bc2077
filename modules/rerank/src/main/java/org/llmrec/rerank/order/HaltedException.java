package org.llmrec.rerank.order;

import java.util.Objects;

/** Nothing more may be asked: time or money has run out, or the model gives no answers. */
public final class HaltedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why a judge fell silent. */
  public enum Cause {
    /** The deadline of the request has passed. */
    DEADLINE,
    /** The budget of the request is spent. */
    BUDGET,
    /** The model fails. */
    MODEL
  }

  private final Cause kind;

  /**
   * Composes it.
   *
   * @param why one sentence for people
   */
  public HaltedException(Cause kind, String why) {
    // It ends a strategy in the ordinary course of things; nobody reads where it was thrown.
    super(why, null, false, false);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /** Why. */
  public Cause kind() {
    return kind;
  }
}
