/**
 * Candidates: from a whole catalogue to the few hundred items worth ranking.
 *
 * <p>{@link org.llmrec.retrieve.CatalogueIndexer} writes one Lucene index with the texts,
 * categories, popularity and vectors of every item; {@link org.llmrec.retrieve.CatalogueIndex}
 * opens it. A request begins a {@link org.llmrec.retrieve.CatalogueSearch} under its {@link
 * org.llmrec.retrieve.Filter} and deadline, and asks the {@linkplain org.llmrec.retrieve.Source
 * sources} it needs:
 *
 * <pre>{@code
 * try (CatalogueIndex index = CatalogueIndex.open(folder)) {
 *   CatalogueSearch search = index.search(Filter.anyCategory("Sci-Fi"), seen, deadline);
 *   List<Candidate> candidates = Candidate.union(
 *       List.of(search.words("space opera", 200), search.text(queryVector, 200)));
 * }
 * }</pre>
 *
 * <p>A {@link org.llmrec.retrieve.Candidate} remembers who found it, at what score and rank. Scores
 * of different sources are on different scales and are never added; {@link
 * org.llmrec.retrieve.Fusion} joins ranks instead.
 *
 * <p>{@link org.llmrec.retrieve.source} asks several sources at once and fuses what they find;
 * {@link org.llmrec.retrieve.rescore} is the ranker for a Lucene index of somebody else's.
 *
 * <p>Items go by <em>ordinal</em>: their place in the catalogue, which is also the row of the model
 * bundle's item vectors. Ties are broken by it everywhere, so that equal input gives equal output.
 *
 * <p>{@link org.llmrec.retrieve.LiveCatalogue} lays items that come, change and go over an index
 * while it is searched; a request sees one {@link org.llmrec.retrieve.CatalogueView} of that.
 *
 * <p>{@link org.llmrec.retrieve.SeenItems} keeps what every user has interacted with.
 */
package org.llmrec.retrieve;
