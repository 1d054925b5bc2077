/**
 * Learning from clicks. {@link org.llmrec.train.click.PositionBias} estimates from a {@link
 * org.llmrec.data.judgement.ClickTable} how likely people look at a position; {@link
 * org.llmrec.train.click.ClickTargets} allows for it and says how relevant items are for a query.
 * With features of the items these are lists that {@link org.llmrec.train.list.ListLearner} learns
 * from.
 */
package org.llmrec.train.click;
