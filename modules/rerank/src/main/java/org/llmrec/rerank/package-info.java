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
 *
 * <p>Language models rank in {@link org.llmrec.rerank.ask} (pairs, sets, windows, tournaments, one
 * by one), {@link org.llmrec.rerank.chat} and {@link org.llmrec.rerank.palr} (recommenders by
 * prompt) and {@link org.llmrec.rerank.tallrec} (a tuned yes or no); {@link
 * org.llmrec.rerank.explain} has them write reasons. Whatever they write is read in {@link
 * org.llmrec.rerank.ground}; {@link org.llmrec.rerank.order} makes orders of opinions without
 * knowing whose they are. All of these need {@code llmrec-llm}, which an embedder of cross-encoders
 * does not.
 */
package org.llmrec.rerank;
