/**
 * Lists that do not say the same thing five times. {@link org.llmrec.rank.diversity.Mmr} picks a
 * list that is relevant and whose items differ; how much they do, {@code
 * org.llmrec.metrics.IntraListDiversity} tells.
 */
package org.llmrec.rank.diversity;
