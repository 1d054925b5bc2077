/**
 * The ranker that puts together what single methods know. {@link
 * org.llmrec.train.hybrid.HybridMethods} names it: {@code hybrid}. It fits a handful of methods,
 * and learns on rows laid aside how much each of them is worth for whom: for long and short
 * histories, for items that everybody knows and such as nobody met. Its settings:
 *
 * <ul>
 *   <li>{@code text}, {@code times}, {@code neighbours}: whether it has the methods that read
 *       texts, is told what was liked when, has graph filter, item kNN and user kNN
 *   <li>{@code lambda} of both EASE, {@code weight} of the texts in the second; {@code dims},
 *       {@code ials-lambda}, {@code ials-alpha} of both iALS, {@code ridge} of the second
 *   <li>{@code held}: the share of every user's rows to learn from; {@code unmet}: the share of
 *       items that are hidden whole; {@code shortened}: whether to learn for short histories too
 *   <li>{@code depth}: how many items the network puts in order
 *   <li>{@code hidden} and {@code unmet-hidden} (0 for a weighted sum), {@code epochs}, {@code
 *       batch}, {@code learning-rate}, {@code l2}, {@code dropout}, {@code networks}
 * </ul>
 *
 * <p>It scores and is compared in experiments; no bundle holds it yet. A fit costs three of all its
 * methods, two of them on fewer rows.
 */
package org.llmrec.train.hybrid;
