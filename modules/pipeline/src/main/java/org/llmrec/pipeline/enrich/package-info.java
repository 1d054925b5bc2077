/**
 * Asks a language model about every item of a workspace, and keeps what it answers in the workspace
 * until somebody builds.
 *
 * <pre>{@code
 * Enrichment enrichment = Enrichment.of(Workspace.open(folder));
 * EnrichmentPlan plan = enrichment.plan(EnrichOptions.defaults()); // asks nobody
 * EnrichmentSummary summary =
 *     enrichment.run(EnrichOptions.defaults().budget(new Budget(OptionalDouble.of(5), ...)));
 * Build.run(Workspace.open(folder), BuildOptions.defaults());
 * }</pre>
 */
package org.llmrec.pipeline.enrich;
