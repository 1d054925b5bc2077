package org.llmrec.recommender;

import java.util.Optional;
import org.llmrec.core.generation.Generation;
import org.llmrec.rank.Ranker;
import org.llmrec.rank.foreign.ForeignRanker;
import org.llmrec.rank.list.ListRanker;
import org.llmrec.rerank.Reranker;
import org.llmrec.retrieve.CatalogueView;
import org.llmrec.retrieve.SeenItems;

/**
 * What one request is answered from: a generation, and the catalogue as it stood when the request
 * came. Ordinals mean the same in all of it. Items that have been deleted are not in it, in
 * whatever way they are asked for.
 */
final class Serving {
  private final Generation generation;
  private final CurrentRanker ranker;
  private final CatalogueView index;
  private final SeenItems seen;
  private final QueryEncoder encoder;
  private final Optional<Reranker> reranker;
  private final Optional<ListRanker> lists;
  private final Optional<QueryOrder> order;
  private final Optional<ForeignRanker> imported;

  Serving(
      Generation generation,
      Ranker ranker,
      CatalogueView index,
      SeenItems seen,
      QueryEncoder encoder,
      Optional<Reranker> reranker,
      Optional<ListRanker> lists,
      Optional<QueryOrder> order,
      Optional<ForeignRanker> imported) {
    this.generation = generation;
    this.ranker = new CurrentRanker(ranker, index);
    this.index = index;
    this.seen = seen;
    this.encoder = encoder;
    this.reranker = reranker;
    this.lists = lists;
    this.order = order;
    this.imported = imported;
  }

  Generation generation() {
    return generation;
  }

  CurrentRanker ranker() {
    return ranker;
  }

  CatalogueView index() {
    return index;
  }

  /** Whether the user has been seen at all. */
  boolean knows(String user) {
    return seen.knows(user);
  }

  /** Where the items stand now that the user has interacted with. */
  int[] seenBy(String user) {
    return index.current(seen.of(user));
  }

  /** Where the items stand now that the user is known to like. */
  int[] likedBy(String user) {
    return index.current(seen.likedBy(user));
  }

  /** The ranker of short lists, which knows the items that the generation was built with. */
  Optional<ListRanker> lists() {
    return lists;
  }

  /** The learnt order of searches. */
  Optional<QueryOrder> order() {
    return order;
  }

  /** The ranker that somebody trained elsewhere. */
  Optional<ForeignRanker> imported() {
    return imported;
  }

  QueryEncoder encoder() {
    return encoder;
  }

  /** For requests that want it. */
  Optional<Reranker> reranker() {
    return reranker;
  }
}
