/**
 * The machinery of a build, which knows nothing of catalogues or models.
 *
 * <p>A {@link org.llmrec.pipeline.build.Stage} declares its inputs and options and writes files
 * into a folder. Its key is a hash of all that goes in; its output lies in {@code
 * stages/<stage>/<key16>/}, beside a {@code stage.json} ({@link
 * org.llmrec.pipeline.build.StageRecord}) that says what went in and came out. An output is whole
 * or absent: a stage runs in a temporary folder that is renamed when everything in it is on the
 * disk, and what a killed build left is swept away by the next.
 *
 * <p>{@link org.llmrec.pipeline.build.PlanBuild} goes through a {@link
 * org.llmrec.pipeline.build.StagePlan} in order, runs what is not up to date and says why, then
 * publishes a generation; {@link org.llmrec.pipeline.build.PlanStatus} looks at the same things and
 * changes nothing. One {@link org.llmrec.pipeline.build.WriteLock} a workspace keeps writers apart.
 */
package org.llmrec.pipeline.build;
