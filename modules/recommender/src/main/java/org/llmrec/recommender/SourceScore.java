package org.llmrec.recommender;

import org.llmrec.retrieve.Source;

/**
 * How a source found an item, before anything was ranked.
 *
 * @param source which
 * @param score on the source's own scale
 * @param rank in the source's answer, 1 for its best
 */
public record SourceScore(Source source, double score, int rank) {}
