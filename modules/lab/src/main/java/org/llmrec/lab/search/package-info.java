/**
 * Search baselines: {@link org.llmrec.lab.search.SearchMethods} makes {@link
 * org.llmrec.train.method.Method}s of the product's own index, of the text vectors and of both
 * fused, so that a query's ranking is judged like a reader's.
 */
package org.llmrec.lab.search;
