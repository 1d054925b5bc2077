/**
 * The first stage: sources that each find candidates in their own way, and a {@link
 * org.llmrec.retrieve.source.Retrieval} that asks several and fuses their lists.
 *
 * <p>A {@link org.llmrec.retrieve.source.CandidateSource} is told who asks ({@link
 * org.llmrec.retrieve.source.Seeker}) and searches under the filter, the exclusions and the
 * deadline of one {@link org.llmrec.retrieve.CatalogueSearch}. What a {@link
 * org.llmrec.retrieve.source.Part} weighs is set by hand or learnt on validation by a {@link
 * org.llmrec.retrieve.source.WeightLearner}; a quota keeps places for a source that would never win
 * them, such as {@link org.llmrec.retrieve.source.Newcomers}.
 */
package org.llmrec.retrieve.source;
