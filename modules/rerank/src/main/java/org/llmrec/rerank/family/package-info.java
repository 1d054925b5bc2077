/**
 * Every reranker that asks a language model, by name: {@link org.llmrec.rerank.family.Families}
 * makes the strategies of {@link org.llmrec.rerank.ask}, the prompts of {@link
 * org.llmrec.rerank.chat}, {@link org.llmrec.rerank.palr} and {@link org.llmrec.rerank.tallrec} for
 * commands and experiment files, and {@link org.llmrec.rerank.family.DryRun} says what one of them
 * would ask.
 */
package org.llmrec.rerank.family;
