package org.llmrec.retrieve;

/**
 * What one source said about one item.
 *
 * @param score on the source's own scale, see {@link Source}
 * @param rank 1 for the source's best; equal scores are ranked by ordinal
 */
public record SourceHit(float score, int rank) {}
