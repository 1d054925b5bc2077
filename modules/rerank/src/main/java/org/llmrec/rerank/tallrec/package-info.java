/**
 * TALLRec (Bao et al. 2023, arXiv 2305.00447): a language model, tuned on a few samples, says
 * whether somebody will like an item.
 *
 * <p>{@link org.llmrec.rerank.tallrec.TallrecFiles} makes samples of interactions, {@link
 * org.llmrec.rerank.tallrec.Tuning} tunes a model on them by a Python script that comes along,
 * {@link org.llmrec.rerank.tallrec.TallrecScorer} asks any model that can score answers, and {@link
 * org.llmrec.rerank.tallrec.TallrecReranker} orders candidates by what it says. Sentences that a
 * model reads are the published ones; the code is our own.
 */
package org.llmrec.rerank.tallrec;
