/**
 * From the stored runs of a model to its line of the leaderboard, and from lines to what can be
 * said of their differences: means with intervals, paired tests, gains of enrichment, examples.
 * Pure functions of what is stored.
 */
package org.llmrec.lab.run.summary;
