package org.llmrec.rerank;

/**
 * Puts the best few of a list into a better order. Thread-safe. It owns nothing: whoever opened the
 * model that it asks closes that.
 */
@FunctionalInterface
public interface Reranker {

  /**
   * Reranks. Whatever the model says, the answer has every candidate once; those of which it says
   * the same keep their order. A deadline that passes is no error: what was judged by then counts,
   * and the rest stays where it is.
   *
   * @throws org.llmrec.core.error.LlmrecException naming the model, if it fails or gives what is no
   *     judgement, or if the thread is interrupted
   * @throws IllegalStateException if the model is closed
   */
  Reranking rerank(RerankRequest request);

  /**
   * Whether it can judge by that. One that was made for searches, such as a cross-encoder, says
   * nothing of use about tastes.
   */
  default boolean takes(RerankRequest.Aim aim) {
    return aim == RerankRequest.Aim.SEARCH;
  }
}
