package org.llmrec.rerank;

import java.util.OptionalDouble;

/**
 * A candidate in its new place.
 *
 * @param candidate which
 * @param given the place it had, from 1
 * @param score what the reranker says of it, the greater the better, on the reranker's own scale;
 *     empty if it was not judged
 */
public record Reranked(Candidate candidate, int given, OptionalDouble score) {}
