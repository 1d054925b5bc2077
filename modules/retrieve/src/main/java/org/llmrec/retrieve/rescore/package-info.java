/**
 * The ranker for teams that have a Lucene index of their own: {@link
 * org.llmrec.retrieve.rescore.RankerRescorer} puts the hits of any {@code IndexSearcher} into the
 * ranker's order.
 */
package org.llmrec.retrieve.rescore;
