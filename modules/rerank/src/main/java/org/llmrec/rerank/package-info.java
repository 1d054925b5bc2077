/**
 * A better order for the best few of a list.
 *
 * <p>A search that has to look at every item compares what was computed beforehand. For the few
 * that it finds, a model can afford to read the query and each text together. A {@link
 * org.llmrec.rerank.Reranker} takes a {@link org.llmrec.rerank.RerankRequest}, the query and the
 * candidates in their present order, and gives a {@link org.llmrec.rerank.Reranking}: the same
 * candidates, none lost and none twice, with what was judged and what it cost. {@link
 * org.llmrec.rerank.CrossEncoderReranker} does it with a {@link org.llmrec.encode.pair.PairScorer}:
 *
 * <pre>{@code
 * try (PairScorer scorer = OnnxPairScorer.open(folder, EncoderOptions.defaults())) {
 *   Reranker reranker = new CrossEncoderReranker(scorer);
 *   Reranking better = reranker.rerank(RerankRequest.of("space opera with robots", candidates));
 * }
 * }</pre>
 */
package org.llmrec.rerank;
