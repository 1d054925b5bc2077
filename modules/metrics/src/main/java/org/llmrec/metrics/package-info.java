/**
 * How good a ranking is, and whether one system is better than another: {@link
 * org.llmrec.metrics.RankingMetrics} for one user's list, {@link org.llmrec.metrics.TopK} to make
 * that list from scores, {@link org.llmrec.metrics.PairedTest} for the difference over all users.
 * Without dependencies.
 */
package org.llmrec.metrics;
