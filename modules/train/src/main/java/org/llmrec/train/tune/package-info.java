/**
 * Finds good settings within a budget, and goes on where it was killed. Give {@link
 * org.llmrec.train.tune.Tuner} a {@link org.llmrec.train.tune.TuningPlan} and {@link
 * org.llmrec.train.tune.Trials} of a model:
 *
 * <pre>{@code
 * SearchSpace space =
 *     new SearchSpace(
 *         Map.of(
 *             "learning-rate", new Range.LogUniform(3e-4, 1e-2),
 *             "dropout", new Range.Uniform(0, 0.6),
 *             "hidden", Range.Choice.of(128, 256, 512)));
 * TuningPlan plan = new TuningPlan(space, Bracket.hyperband(27, 3), Budget.ofEpochs(500), 1);
 * TwoTowerTrials trials = new TwoTowerTrials(data, TrainOptions.defaults(), folder);
 * TuningResult found = Tuner.search(plan, trials, folder, Progress.silent());
 * TrainOptions chosen = trials.options(found.best().orElseThrow().settings());
 * }</pre>
 *
 * <p>Only validation parts are looked at.
 */
package org.llmrec.train.tune;
