/**
 * Which texts a ranker is given: the arms of LLM-Rec and their controls, ready for any ranker.
 *
 * <p>{@link org.llmrec.lab.arm.TextArm} names one, such as {@code original}, {@code all} or {@code
 * rec-tag/placebo}; {@link org.llmrec.lab.arm.ArmTexts} has the texts of every item in it, for
 * whoever reads words; {@link org.llmrec.lab.arm.ArmVectors} makes the vectors of these, for
 * whoever computes, and keeps them in a folder:
 *
 * <pre>{@code
 * try (ArmVectors arms = new ArmVectors(cache, encoder.manifest(), () -> encoder)) {
 *   TextVectors texts = arms.of(TextArm.named("all/placebo"), items, answers, seed, progress);
 * }
 * }</pre>
 *
 * <p>What the controls tell (Lyu et al. 2023, and the replications that found less): {@code
 * placebo} keeps the number and the length of texts and takes their meaning away; {@code
 * anonymised} takes away the name by which a language model may remember the item; {@code tfidf}
 * takes away the language model that reads; {@code title} the text itself.
 */
package org.llmrec.lab.arm;
