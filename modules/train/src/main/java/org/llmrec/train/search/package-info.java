/**
 * Learning to put what a search finds in order: {@link org.llmrec.train.search.SearchLearning}
 * learns from judged queries, clicks and made-up queries.
 */
package org.llmrec.train.search;
