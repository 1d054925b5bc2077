/**
 * Methods that learn vectors of users and items. Start at {@link
 * org.llmrec.train.factor.FactorMethods}, which knows them by name:
 *
 * <ul>
 *   <li>{@code ials}: implicit ALS, solved exactly; the baseline to beat when it is tuned
 *   <li>{@code ridge-ials}: the same, with a place for items that nobody met, foretold from text
 *   <li>{@code bpr}: BPR-MF, by stochastic gradient descent
 *   <li>{@code graph-filter}: GF-CF, what LightGCN approaches, in closed form
 *   <li>{@code alpha-rec}: AlphaRec, a small network over frozen texts, passed along the graph
 *   <li>{@code two-tower}: the product's own ranker
 * </ul>
 *
 * <p>Everybody is served by history: where it is not the one that training saw, the user's vector
 * is found anew with the items held.
 */
package org.llmrec.train.factor;
