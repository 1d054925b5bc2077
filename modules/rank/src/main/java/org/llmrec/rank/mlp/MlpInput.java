package org.llmrec.rank.mlp;

/**
 * What the input of a network is made of, in this order: numbers of the user and the query, which
 * are the same for all candidates of a request; numbers of the item, which are the same in all
 * requests; numbers of this item in this request.
 *
 * @param user how many of the first, 0 for none
 * @param item how many of the second, 1 at least
 * @param features how many of the third, 0 for none
 */
public record MlpInput(int user, int item, int features) {
  /**
   * Checks the widths.
   *
   * @throws IllegalArgumentException if there is no item or a width is negative
   */
  public MlpInput {
    if (user < 0 || item < 1 || features < 0) {
      throw new IllegalArgumentException(
          "expected an item width from 1, a user and a feature width from 0, found item "
              + item
              + ", user "
              + user
              + ", features "
              + features);
    }
  }

  /** All of it. */
  public int width() {
    return Math.addExact(Math.addExact(user, item), features);
  }
}
