/**
 * What somebody met before, as models are told of it: {@link org.llmrec.rerank.history.History},
 * and {@link org.llmrec.rerank.history.HistoryText} that puts it into words.
 */
package org.llmrec.rerank.history;
