package org.llmrec.llm.embedded.internal.child;

import java.util.function.BooleanSupplier;
import org.llmrec.llm.embedded.internal.wire.Order;
import org.llmrec.llm.embedded.internal.wire.Report;

/** What answers. */
public interface Engine {
  /** Opens one. */
  @FunctionalInterface
  interface Opener {
    /**
     * Loads the model.
     *
     * @throws org.llmrec.core.error.LlmrecException if that cannot be; the message is for the
     *     caller
     */
    Engine open(Order.Open order);
  }

  /** Answers one order after the other, in one thread. */
  interface Worker {
    /** Writes; looks at {@code cancelled} as often as it can. */
    Report.Written write(Order.Complete order, BooleanSupplier cancelled);

    /** Scores; looks at {@code cancelled} as often as it can. */
    Report.Scored score(Order.Score order, BooleanSupplier cancelled);
  }

  /** What the caller should know. */
  Report.Ready ready();

  /** How many may work at once. */
  int parallel();

  /** A worker for a thread; asked for {@link #parallel} times. */
  Worker worker();
}
