package org.llmrec.lab.search;

import java.util.Arrays;
import org.llmrec.data.table.InteractionTable;

/** Who liked what, to find what was liked together with some items. Immutable. */
final class LikedTogether {
  private final int[][] users;
  private final int userCount;

  LikedTogether(InteractionTable positives) {
    this.userCount = positives.users().size();
    int[] counts = positives.popularity();
    this.users = new int[counts.length][];
    for (int item = 0; item < counts.length; item++) {
      users[item] = new int[counts[item]];
    }
    int[] at = new int[counts.length];
    for (int row = 0; row < positives.size(); row++) {
      int item = positives.item(row);
      users[item][at[item]++] = positives.user(row);
    }
  }

  /** How many like an item. */
  int count(int item) {
    return users[item].length;
  }

  /**
   * How much items were liked by the same people as some of them, themselves aside.
   *
   * @param first item numbers
   * @param cosines filled, {@code [items]}: the mean cosine of the rows of people with those of the
   *     other items; NaN where nobody likes the item or there is no other
   */
  void near(int[] first, float[] cosines) {
    float[] people = new float[userCount];
    boolean[] isFirst = new boolean[cosines.length];
    int n = 0;
    for (int item : first) {
      if (users[item].length > 0) {
        isFirst[item] = true;
        n++;
      }
      for (int user : users[item]) {
        people[user] += (float) (1 / Math.sqrt(users[item].length));
      }
    }
    Arrays.fill(cosines, Float.NaN);
    for (int item = 0; item < cosines.length; item++) {
      int others = isFirst[item] ? n - 1 : n;
      if (users[item].length > 0 && others > 0) {
        float sum = 0;
        for (int user : users[item]) {
          sum += people[user];
        }
        float cosine = (float) (sum / Math.sqrt(users[item].length));
        cosines[item] = (cosine - (isFirst[item] ? 1 : 0)) / others;
      }
    }
  }
}
