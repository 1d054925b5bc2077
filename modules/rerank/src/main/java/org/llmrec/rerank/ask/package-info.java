/**
 * Language models as rankers.
 *
 * <p>A {@link org.llmrec.rerank.ask.LlmReranker} asks a {@link org.llmrec.llm.LanguageModel} about
 * the best few of a list, by a {@link org.llmrec.rerank.ask.Strategy}: pairs, sets, windows,
 * tournaments or items one by one.
 *
 * <pre>{@code
 * LanguageModel model = GuardedModel.around(LanguageModels.open(settings), GuardOptions.defaults());
 * Reranker reranker = LlmReranker.of(model, new Strategy.Auto(10), AskOptions.defaults());
 * Reranking better = reranker.rerank(RerankRequest.of("space opera with robots", candidates));
 * }</pre>
 *
 * <p>Whatever the model writes, every candidate is in the answer once. A refusal, an empty or an
 * unreadable answer counts as "nobody could tell" and is counted; see {@link
 * org.llmrec.rerank.Outcome}. Texts of items are hostile until shown otherwise: they stand in the
 * prompt as {@link org.llmrec.llm.text.QuotedText}, cut to a limit, and behind labels that are
 * drawn anew for every question, so that no text can name its own. Pairs are called A and B, and
 * asked in both orders.
 */
package org.llmrec.rerank.ask;
