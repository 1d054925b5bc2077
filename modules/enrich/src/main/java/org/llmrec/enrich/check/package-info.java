/**
 * Whether an answer is one: its form, its language, and that it is not the question again. {@link
 * org.llmrec.enrich.check.AnswerChecker} cleans and judges, {@link org.llmrec.enrich.check.Repair}
 * asks once more, {@link org.llmrec.enrich.check.InvalidPolicy} says what becomes of what is still
 * bad. All here is stateless or immutable, and thread-safe.
 */
package org.llmrec.enrich.check;
