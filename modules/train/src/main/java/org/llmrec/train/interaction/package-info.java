/**
 * Methods whose score is a network over a user and an item together, where {@link
 * org.llmrec.train.factor} has an inner product. Start at {@link
 * org.llmrec.train.interaction.InteractionMethods}, which knows them by name:
 *
 * <ul>
 *   <li>{@code dcn-v2}: cross layers and a deep tower over the ids of both and the item's texts
 *   <li>{@code kar}: the same, with texts of both sides through a mixture of experts first
 * </ul>
 *
 * <p>Both learn as {@code two-tower} does: the same batches, negatives and weights of them, the
 * same early stopping. A user whose history is that of training is served as trained; anybody else
 * gets an id vector that descends to their history while all else is held, and an empty history the
 * average one.
 *
 * <p>In the engine: {@code CrossNetwork} over the {@code Sides} that make vectors of users and
 * items, {@code CrossFit} teaches it. On the heap, for validation and afterwards: {@code
 * CrossWeights}, {@code CrossScorer}, {@code UserDescent}.
 */
package org.llmrec.train.interaction;
