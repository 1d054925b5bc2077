package org.llmrec.retrieve;

/**
 * What one question found among all items, and among those that hardly anybody has met.
 *
 * @param all of all that are eligible
 * @param few of those of them that had few interactions; what is in both lists has the same score
 */
public record AllAndFew(Hits all, Hits few) {}
