package org.llmrec.lab.rerank;

/**
 * A study of strategies.
 *
 * @param queries how many lists are reranked, 1 or more
 * @param candidates of each, 10 or more; a tenth of them is relevant
 * @param accuracy the share of random pairs that the oracle tells right, in (0.5, 1]
 * @param bias the share of its answers that go by place alone, in [0, 1]
 * @param k how many of the first places are wanted and measured, 1 or more
 * @param shuffles how many shuffled orders, 1 or more
 * @param seed of everything that is drawn
 */
public record StudyOptions(
    int queries, int candidates, double accuracy, double bias, int k, int shuffles, long seed) {
  /** Checks the ranges. */
  public StudyOptions {
    if (queries < 1
        || candidates < 10
        || !(accuracy > 0.5 && accuracy <= 1)
        || !(bias >= 0 && bias <= 1)
        || k < 1
        || shuffles < 1) {
      throw new IllegalArgumentException(
          "expected queries, k and shuffles from 1 on, 10 candidates or more, an accuracy in"
              + " (0.5, 1] and a bias in [0, 1], found "
              + queries
              + ", "
              + k
              + ", "
              + shuffles
              + ", "
              + candidates
              + ", "
              + accuracy
              + ", "
              + bias);
    }
  }

  /** Ten lists of a hundred, an oracle that tells 90 % right and goes by place in 10 %. */
  public static StudyOptions defaults() {
    return new StudyOptions(10, 100, 0.9, 0.1, 10, 5, 1);
  }
}
