/**
 * Scores that somebody else made: {@link org.llmrec.lab.external.ScoreFile} reads a TREC run or a
 * {@code user,item,score} file, and {@link org.llmrec.lab.external.ExternalScores} ranks the cases
 * of a split by it, with the same mask and the same candidates as everybody.
 */
package org.llmrec.lab.external;
