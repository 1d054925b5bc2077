/**
 * Learning to put what a search finds in order: {@link org.llmrec.train.search.SearchLearning}
 * learns from judged queries, clicks and made-up queries; {@link
 * org.llmrec.train.search.SearchTrainer} does so for serving and measures what came of it.
 */
package org.llmrec.train.search;
