/** Answers that were given before, replayed; and a model's answers written down as they come. */
package org.llmrec.llm.record;
