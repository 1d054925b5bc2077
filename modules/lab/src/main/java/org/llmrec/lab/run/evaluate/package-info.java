/**
 * From a fitted method to figures per case: {@link org.llmrec.lab.run.evaluate.Evaluator} scores
 * every case of a split, masks, and measures. It takes a {@link org.llmrec.lab.run.evaluate.Fit}
 * only, which knows the training data that it was fitted on, and refuses one that was fitted on
 * anything else than the split's.
 */
package org.llmrec.lab.run.evaluate;
