/**
 * Recommending by history, profile and candidates: PALR (Chen et al., arXiv 2305.07622).
 *
 * <p>A model writes a {@link org.llmrec.rerank.palr.Profile} of a user in keywords; {@link
 * org.llmrec.rerank.palr.Profiles} keeps it until the history has grown. Any retriever finds
 * candidates. {@link org.llmrec.rerank.palr.PalrReranker} has a model choose among them by history
 * and profile. The paper tunes that model; {@link org.llmrec.rerank.palr.InstructionData} makes the
 * examples to tune by. {@link org.llmrec.rerank.palr.PalrCase} judges: what the retriever did not
 * find is missed.
 *
 * <pre>{@code
 * Profiles profiles =
 *     new Profiles(ProfileStore.open(file), ProfileWriter.of(asking), Refresh.USUAL);
 * Optional<Profile> profile = profiles.of(user, history, deadline).profile();
 * Reranker reranker = PalrReranker.of(asking, seed).catalogue(titles).of(history, profile);
 * }</pre>
 */
package org.llmrec.rerank.palr;
