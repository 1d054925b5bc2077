/**
 * What people embed: {@link org.llmrec.recommender.Recommender} opens a built workspace and answers
 * requests.
 *
 * <p>A {@link org.llmrec.recommender.Request} has a user, a history, a query, or several of them; a
 * {@link org.llmrec.recommender.Response} has the items, best first, each with what every stage
 * said and a reason, and {@linkplain org.llmrec.recommender.Note notes} about whatever was unusual.
 *
 * <h2>What the score is</h2>
 *
 * <table>
 * <caption>by what is given</caption>
 * <tr><th>given<th>candidates<th>score, descending
 * <tr><td>user or history
 *     <td>nearest item towers, most popular, nearest to the mean text of the liked items
 *     <td>taste: inner product of user vector and item tower
 * <tr><td>query
 *     <td>best by words, nearest texts
 *     <td>reciprocal rank fusion of words and text, in which the average user's taste has about a
 *     third of a vote
 * <tr><td>query and user or history
 *     <td>as for a query: it decides what is eligible, and taste what comes first
 *     <td>reciprocal rank fusion of words, text and taste
 * <tr><td>an item, in {@code similar}
 *     <td>nearest texts, nearest item towers, most co-engaged
 *     <td>reciprocal rank fusion of the three
 * <tr><td>nothing, or a user nobody knows
 *     <td>nearest item towers, most popular
 *     <td>the average user's taste
 * </table>
 *
 * <p>Every source gives as many candidates as {@link org.llmrec.recommender.Request#candidates}
 * says; every stage then scores all of them, at full precision. Reciprocal rank fusion (see {@link
 * org.llmrec.retrieve.Fusion}) adds {@code 1 / (20 + rank)} over the stages that have a value for
 * the item: a missing value is not zero. What is left equal is ordered by taste and then by the
 * catalogue's order, so equal requests get equal answers.
 *
 * <h2>A learnt order</h2>
 *
 * <p>Where the workspace has learnt from judgements in which order a search shows what it finds,
 * that order is stage {@link org.llmrec.recommender.Stage#SEARCH} and takes the place of words,
 * text and the average user's taste; a person's taste is fused with it by rank, one to two. At
 * least as many candidates are asked for as it was learnt to order. It looks at every item and
 * needs the query's vector; without one, or after the deadline, words and text are fused as usual.
 *
 * <h2>An imported ranker</h2>
 *
 * <p>Where a ranker that somebody trained elsewhere was imported into the workspace, it alone
 * decides the order of the requests that its schema is for: {@link
 * org.llmrec.recommender.Stage#FOREIGN}. Candidates are found as usual, and what our own stages say
 * is shown beside it. A reason then says by whom an item was found, and {@link
 * org.llmrec.recommender.Ranked#columns} what the ranker was told. Where it fails, or the deadline
 * has passed, our own order stands, with a note.
 *
 * <h2>Reranking</h2>
 *
 * <p>A recommender that was opened with a {@link org.llmrec.rerank.Reranker} puts the best few of a
 * search into a better order where {@link org.llmrec.recommender.Request#rerank} asks for it. What
 * the reranker says of an item is stage {@link org.llmrec.recommender.Stage#RERANK}. The score of a
 * place stays with the place: it still falls from the first to the last, and is not the reranker's.
 * Where the deadline passes, an item that has no score of the reranker stays in its place.
 *
 * <h2>Diversity</h2>
 *
 * <p>Where {@link org.llmrec.recommender.Request#diversity} asks for it, a list is picked from the
 * best candidates last of all, item by item, such that each fits and differs by its text from those
 * above it. What an item added is stage {@link org.llmrec.recommender.Stage#DIVERSITY}. As after
 * reranking, the score of a place stays with the place. Where the deadline passes, what has not
 * been picked follows as it was.
 *
 * <h2>Whose taste</h2>
 *
 * <p>A history is folded in: a user vector is solved from the item tower's outputs. It takes the
 * place of a known user's trained vector when both are given; a history that is empty, or that the
 * catalogue knows nothing of, takes the place of nothing. A user without trained vector of whom the
 * data has liked items gets a folded one. Everybody else is the average user.
 *
 * <p>Left out of a response: every item of the history, and what a given user has interacted with,
 * whether liked or not, unless the request allows it.
 *
 * <h2>Live items</h2>
 *
 * <p>A recommender that was opened with {@link org.llmrec.recommender.RecommenderOptions#live}
 * takes items in and out while it serves: {@link org.llmrec.recommender.LiveItems}. Every request
 * is answered from the catalogue of one moment.
 */
package org.llmrec.recommender;
