/**
 * Rankers that somebody trained elsewhere, in a workspace: {@link
 * org.llmrec.pipeline.foreign.ImportedRanker}.
 */
package org.llmrec.pipeline.foreign;
