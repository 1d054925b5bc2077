/**
 * The workspace: a folder with an {@code llmrec.yaml} and everything that is built from it.
 *
 * <pre>{@code
 * Workspace workspace = Workspace.init(folder, InitOptions.of(catalogue, interactions));
 * BuildReport report = Build.run(workspace, BuildOptions.defaults());
 * WorkspaceStatus status = WorkspaceStatus.of(folder);
 * }</pre>
 *
 * <p>{@link org.llmrec.pipeline.Build} runs what is not up to date and publishes a generation,
 * which readers pin (see {@link org.llmrec.core.generation}). {@code config} reads and writes the
 * configuration, {@code build} is the machinery that decides, runs and records stages, and {@code
 * internal} holds the stages themselves: model, import, answers, encode, train, index. {@link
 * org.llmrec.pipeline.enrich} has a language model write what the stage {@code answers} reads.
 */
package org.llmrec.pipeline;
