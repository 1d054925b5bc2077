/**
 * The ranker that puts together what single methods know. {@link
 * org.llmrec.train.hybrid.HybridMethods} names it: {@code hybrid}. It fits a handful of methods,
 * and learns on rows laid aside how much each of them is worth for whom: for long and short
 * histories, for items that everybody knows and such as nobody met. Its settings:
 *
 * <ul>
 *   <li>{@code text}, {@code times}, {@code item-knn}: whether it has the methods that read texts,
 *       is told what was liked when, has item kNN beside EASE
 *   <li>{@code towers}, off unless set: whether it has {@link org.llmrec.train.tower towers} over
 *       the history, where there are texts; {@code tower-ids}, {@code tower-rate}, {@code
 *       tower-epochs}: how they learn
 *   <li>{@code ease-items}: with more items that have rows than these item kNN stands in for EASE;
 *       {@code keep}: how many weights are kept of each EASE
 *   <li>{@code lambda} of both EASE, {@code weight} of the texts in the second (0 for none); {@code
 *       dims}, {@code ials-lambda}, {@code ials-alpha} of iALS, {@code ridge} of the regression
 *       from texts to its factors
 *   <li>{@code held}: the share of every user's rows to learn from; {@code unmet}: the share of
 *       items that are hidden whole; {@code new-users}: the share of users that are taken out
 *       whole, to learn networks for people whom training never saw (0 for none); {@code
 *       shortened}: whether known users are also shown with the first few items of their history
 *   <li>{@code products}, 0 unless set: how many numbers the networks read of the item's text and
 *       the history's, and of both multiplied
 *   <li>{@code missing}, off unless set: whether the networks learn a value for every feature that
 *       may be missing, in place of a neutral number
 *   <li>{@code trees}, off unless set: whether the network for items that somebody met is told in
 *       which leaves of boosted trees over its features a candidate lands; {@code tree-freedom}:
 *       how far a leaf may come to say something else than its tree; {@code tree-rounds}, {@code
 *       tree-leaves}, {@code tree-rate}, {@code tree-least}, {@code tree-lambda}, {@code
 *       tree-rows}, {@code tree-columns}, {@code tree-bins}: how they are grown
 *   <li>{@code depth}: how many items the network puts in order
 *   <li>{@code hidden} and {@code unmet-hidden} (0 for a weighted sum), {@code epochs}, {@code
 *       batch}, {@code learning-rate}, {@code l2}, {@code dropout}, {@code networks}
 * </ul>
 *
 * <p>A fit costs four of all its methods, three of them on fewer rows. {@link
 * org.llmrec.train.hybrid.HybridTrainer} writes what was learnt as a bundle that {@link
 * org.llmrec.rank.list} serves: what experiments measure is what is served.
 */
package org.llmrec.train.hybrid;
