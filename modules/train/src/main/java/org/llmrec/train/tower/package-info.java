/**
 * {@code towers}: vectors of items from texts and rows together, and of users from their history
 * alone. A new user needs no training, and an item that nobody met stands on its text.
 *
 * <p>{@link org.llmrec.train.tower.TowerMethods} names the method; its settings are described by
 * {@code TowerSettings}, what is learnt by {@code TowerNetwork}.
 */
package org.llmrec.train.tower;
