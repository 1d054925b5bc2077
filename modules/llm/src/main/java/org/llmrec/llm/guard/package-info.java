/** Retries, limits and a circuit breaker around any model. */
package org.llmrec.llm.guard;
