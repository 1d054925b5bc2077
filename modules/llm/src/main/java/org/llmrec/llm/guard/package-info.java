/**
 * Retries, limits and a circuit breaker around any model.
 *
 * <p>{@link org.llmrec.llm.guard.GuardedModel} sends an attempt only when three gates are open: the
 * server has not asked for silence, the circuit is closed, and this minute's calls and tokens are
 * not spent. What may be tried again and what not is said by {@link
 * org.llmrec.llm.ModelException.Kind#retriable()}.
 */
package org.llmrec.llm.guard;
