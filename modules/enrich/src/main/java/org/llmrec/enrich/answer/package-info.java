/**
 * What a language model answered: {@link org.llmrec.enrich.answer.AnswerImport} reads recorded
 * answers, refuses those that fit no item or no prompt, and leaves one file in catalogue order that
 * {@link org.llmrec.enrich.answer.AnswerFiles} reads.
 */
package org.llmrec.enrich.answer;
