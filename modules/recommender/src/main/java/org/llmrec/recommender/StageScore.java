package org.llmrec.recommender;

/**
 * What one stage said about one item.
 *
 * @param stage which
 * @param score on the stage's own scale; comparable within one response only
 * @param rank among the candidates that have a value at this stage, 1 for the best
 */
public record StageScore(Stage stage, double score, int rank) {}
