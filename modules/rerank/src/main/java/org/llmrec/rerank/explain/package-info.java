/**
 * Short reasons for users, one sentence for each recommended item, written by a language model and
 * held to the data.
 *
 * <p>{@link org.llmrec.rerank.explain.Explainer} asks for several items a call. The model is told
 * the item's fields and what the person met before, cleaned of what nobody sees and set between
 * tags that are drawn anew for each call. A reason that names another title, states a number that
 * is nowhere in the data, or is too long is asked for once more; then a template takes its place.
 * What the model wrote is kept in a {@link org.llmrec.rerank.explain.ReasonCache}.
 *
 * <pre>{@code
 * Explainer explainer =
 *     new Explainer(
 *         model, TitleIndex.of(catalogue), ExplainOptions.DEFAULTS, new ReasonCache(10_000),
 *         new SecureRandom());
 * Explanation why = explainer.explain(items, history, Deadline.in(Duration.ofSeconds(2)));
 * why.reasons(); why.count(Reason.Origin.TEMPLATE); why.flaws();
 * }</pre>
 *
 * <p>The sentences are plausible, not the ranker's own reasons: no model knows why another one
 * ranked as it did.
 */
package org.llmrec.rerank.explain;
