/**
 * What a language model adds to the catalogue: {@link org.llmrec.enrich.prompt} holds the questions
 * that are put to it for each item, {@link org.llmrec.enrich.neighbour} finds the items that two of
 * the questions show beside it, and {@link org.llmrec.enrich.answer} reads what it answered.
 *
 * <p>The questions follow LLM-Rec (Lyu et al., 2023, arXiv 2307.15780); their wording is our own.
 */
package org.llmrec.enrich;
