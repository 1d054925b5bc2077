/** Calls that are handed in by the thousand and fetched up to a day later, at a lower price. */
package org.llmrec.llm.batch;
