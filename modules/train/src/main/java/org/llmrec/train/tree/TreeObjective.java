package org.llmrec.train.tree;

/** What trees are to learn. */
public enum TreeObjective {
  /**
   * The order within groups, by LambdaMART on nDCG; labels are grades from 0 to 31, a grade of
   * {@code g} gains {@code 2^g - 1}. Scores compare within a group only.
   */
  RANKING("rank:ndcg", "ndcg@10", true),

  /** A probability of labels 0 and 1; the score is its logit. */
  PROBABILITY("binary:logistic", "logloss", false),

  /** A number, by squared error; the score is the prediction. */
  NUMBER("reg:squarederror", "rmse", false);

  private final String objective;
  private final String metric;
  private final boolean higherIsBetter;

  TreeObjective(String objective, String metric, boolean higherIsBetter) {
    this.objective = objective;
    this.metric = metric;
    this.higherIsBetter = higherIsBetter;
  }

  /** The name that XGBoost has for it. */
  String objective() {
    return objective;
  }

  /** The figure that a validation goes by, by XGBoost's name. */
  String metric() {
    return metric;
  }

  boolean isBetter(double figure, double than) {
    return higherIsBetter ? figure > than : figure < than;
  }

  /** Refuses labels that this cannot learn. */
  void check(TreeData data, String what) {
    if (this == RANKING && data.groups().length == 0) {
      throw new IllegalArgumentException(
          "expected groups to rank within in " + what + ", found none");
    }
    float highest = this == RANKING ? 31 : 1;
    if (this != NUMBER) {
      for (float label : data.labels()) {
        if (!(label >= 0 && label <= highest) || label != (int) label) {
          throw new IllegalArgumentException(
              "expected whole labels from 0 to "
                  + (int) highest
                  + " for "
                  + objective
                  + " in "
                  + what
                  + ", found "
                  + label);
        }
      }
    }
  }
}
