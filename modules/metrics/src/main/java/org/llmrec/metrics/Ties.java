package org.llmrec.metrics;

/** How items with equal scores are ranked. */
public enum Ties {
  /**
   * Every order of equal scores is equally likely, and a metric is its expected value over them
   * (McSherry and Najork, ECIR 2008). The default: no system gains by ties or by item order.
   */
  EXPECTED,
  /** As trec_eval: by single-precision score, equal scores by document id, the greater id first. */
  TREC
}
