/**
 * Learning to put short lists in order. {@link org.llmrec.train.list.ListLearner} learns a {@link
 * org.llmrec.rank.list.ListNetwork} from lists whose positives are known.
 */
package org.llmrec.train.list;
