package org.llmrec.retrieve.signal;

import java.util.Arrays;

/** Who liked what, to find what was liked together with some items. Thread-safe. */
public final class LikedTogether {
  private static final int[] NOBODY = {};

  private final int[][] users;
  private final int userCount;

  /**
   * Of users by item.
   *
   * @param users by item number the numbers of those who like it, each as often as it was said; not
   *     to be changed
   * @param userCount how many users there are
   */
  public LikedTogether(int[][] users, int userCount) {
    this.users = users;
    this.userCount = userCount;
  }

  /** How many like an item; 0 for one that is not known. */
  int count(int item) {
    return of(item).length;
  }

  private int[] of(int item) {
    return item < users.length ? users[item] : NOBODY;
  }

  /**
   * How much items were liked by the same people as some of them, themselves aside.
   *
   * @param first item numbers
   * @param cosines filled, {@code [items]}: the mean cosine of the rows of people with those of the
   *     other items; NaN where nobody likes the item or there is no other
   */
  public void near(int[] first, float[] cosines) {
    float[] people = new float[userCount];
    boolean[] isFirst = new boolean[cosines.length];
    int n = 0;
    for (int item : first) {
      if (of(item).length > 0) {
        isFirst[item] = true;
        n++;
      }
      for (int user : of(item)) {
        people[user] += (float) (1 / Math.sqrt(of(item).length));
      }
    }
    Arrays.fill(cosines, Float.NaN);
    for (int item = 0; item < cosines.length; item++) {
      int others = isFirst[item] ? n - 1 : n;
      if (of(item).length > 0 && others > 0) {
        float sum = 0;
        for (int user : of(item)) {
          sum += people[user];
        }
        float cosine = (float) (sum / Math.sqrt(of(item).length));
        cosines[item] = (cosine - (isFirst[item] ? 1 : 0)) / others;
      }
    }
  }
}
