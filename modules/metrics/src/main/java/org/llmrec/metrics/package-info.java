/**
 * How good a ranking is, and whether one system is better than another. Plain Java without
 * dependencies, so it may be used on its own.
 *
 * <p>A case is a user or a query. Its scores become a {@link org.llmrec.metrics.RankedRelevance},
 * of which every {@link org.llmrec.metrics.Metric} is a figure; the figures of all cases go into a
 * {@link org.llmrec.metrics.BootstrapInterval}, or with those of another system into a {@link
 * org.llmrec.metrics.PairedTest}, and the p-values of several such tests into {@link
 * org.llmrec.metrics.Holm}:
 *
 * <pre>{@code
 * Metric ndcg = Metric.named("ndcg@10");
 * double[] ours = new double[users];
 * double[] theirs = new double[users];
 * for (int user = 0; user < users; user++) {
 *   int[] seen = history[user]; // not to be recommended again; ascending, as is hidden[user]
 *   ours[user] = ndcg.of(RankedRelevance.expected(a[user], null, seen, hidden[user], null));
 *   theirs[user] = ndcg.of(RankedRelevance.expected(b[user], null, seen, hidden[user], null));
 * }
 * PairedTest test = PairedTest.of(ours, theirs, PairedTest.Options.seeded(1));
 * }</pre>
 *
 * <p>Scores that tie are nobody's merit: {@link org.llmrec.metrics.Ties} names the two ways to rank
 * them, of which the default takes the mean over all orders. Shuffling the items changes no figure.
 * All items are ranked; {@link org.llmrec.metrics.SampledRanking} says why ranking a few of them
 * misleads.
 *
 * <p>Beside accuracy there are {@link org.llmrec.metrics.Exposure} (coverage, Gini, novelty,
 * popularity) and {@link org.llmrec.metrics.IntraListDiversity}; for predictions that are no
 * rankings, {@link org.llmrec.metrics.BinaryScores} (AUC, log loss, normalised entropy), {@link
 * org.llmrec.metrics.CalibrationError} and {@link org.llmrec.metrics.RatingErrors}. {@link
 * org.llmrec.metrics.TopK} makes lists from scores, and {@link org.llmrec.metrics.RankingMetrics}
 * has the usual figures of one such list.
 */
package org.llmrec.metrics;
