/**
 * Runs experiments: {@link org.llmrec.lab.run.ExperimentRun} loads the data, cuts a split per seed,
 * lets every model try its settings on validation under one budget, tests each on every seed, and
 * sums up. What was fitted and judged lies in a store, so that a run that was killed goes on where
 * it was.
 */
package org.llmrec.lab.run;
