/**
 * How the first stage grows: catalogues of ten thousand to millions of items, made from really
 * encoded texts ({@link org.llmrec.bench.retrieval.Grown} says how), indexed by the product and
 * asked by every source and by all together, with the recall of the vector searches against exact
 * ones beside every time.
 */
package org.llmrec.bench.retrieval;
