package org.llmrec.rerank;

import java.util.Objects;

/**
 * One that says nothing of use about searches.
 *
 * @param reranker who judges
 */
record OfTastes(Reranker reranker) implements Reranker {
  /** Refuses null. */
  OfTastes {
    Objects.requireNonNull(reranker, "reranker");
  }

  @Override
  public Reranking rerank(RerankRequest request) {
    return reranker.rerank(request);
  }

  @Override
  public boolean takes(RerankRequest.Aim aim) {
    return aim == RerankRequest.Aim.TASTE;
  }
}
