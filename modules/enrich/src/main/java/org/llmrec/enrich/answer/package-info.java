/**
 * What a language model answered. {@link org.llmrec.enrich.answer.StoreImport} brings recorded
 * answers into the store, {@link org.llmrec.enrich.answer.StoreExport} writes them for others, and
 * {@link org.llmrec.enrich.answer.AnswerLookup} finds what there is for an item. {@link
 * org.llmrec.enrich.answer.AnswerImport} does without a store: it leaves one file in catalogue
 * order that {@link org.llmrec.enrich.answer.AnswerFiles} reads. Both refuse what fits no item or
 * no prompt.
 */
package org.llmrec.enrich.answer;
