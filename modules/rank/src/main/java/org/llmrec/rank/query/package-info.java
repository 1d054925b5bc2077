/**
 * The order that a search learnt from judged queries, and its bundle: {@link
 * org.llmrec.rank.query.QueryBundle}. The features that it goes by are told by {@code retrieve}.
 */
package org.llmrec.rank.query;
