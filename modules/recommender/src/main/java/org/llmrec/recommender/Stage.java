package org.llmrec.recommender;

/** What an item is scored by. Scores of different stages are on different scales. */
public enum Stage {
  /**
   * Words of the query in the item's texts: BM25, greater than 0, unbounded. Only items that have
   * one of the words have a value.
   */
  WORDS,
  /**
   * Likeness of texts: the cosine, -1 to 1, of the item's text vector and that of the query;
   * without a query, of the mean of the texts in the history; in {@code similar}, of the other
   * item's.
   */
  TEXT,
  /**
   * The towers: the inner product of the user's vector and the item tower, a logit, unbounded. For
   * a request without a user, of the average user.
   */
  TASTE,
  /**
   * The ranker of short lists: what several methods together say of the item for this history; see
   * {@link org.llmrec.rank.list.ListRanker}. Unbounded, and comparable within one response only. In
   * requests for a user or a history without a query, where the workspace has such a ranker.
   */
  RANKER,
  /**
   * The learnt order of a search: what words, meaning, titles, popularity and likeness to the first
   * together say of the item for this query; see {@link org.llmrec.rank.query.QueryRanker}.
   * Unbounded, and comparable within one response only. In requests with a query, where the
   * workspace has learnt one from judgements.
   */
  SEARCH,
  /**
   * The ranker that was imported: one that somebody trained elsewhere; see {@link
   * org.llmrec.rank.foreign.ForeignRanker}. On its own scale, and comparable within one response
   * only. In requests that its schema is for.
   */
  FOREIGN,
  /** Likeness in who likes the items: the cosine, -1 to 1, of the two item tower vectors. */
  TOWER,
  /** How much more often than chance the two are liked together: above 0, below 1. */
  CO_ENGAGED,
  /** How many interactions the item had when the index was built. */
  POPULARITY,
  /**
   * The reranker's score of the query and the item's title and description, on the reranker's own
   * scale. Only items that were reranked have a value.
   */
  RERANK,
  /**
   * What an item adds to those above it, in requests for a diverse list: {@code (1 - share) *
   * relevance - share * likeness}, -1 to 1; see {@link Request#diversity}. Only items that were
   * picked so have a value.
   */
  DIVERSITY
}
