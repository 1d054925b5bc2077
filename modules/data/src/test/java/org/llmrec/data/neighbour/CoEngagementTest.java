package org.llmrec.data.neighbour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

class CoEngagementTest {

  @Test
  void aWorkedCase() {
    // Users a {0, 1}, b {0, 1}, c {0, 2}, d {2}: n0 = 3, n1 = 2, n2 = 2, U = 4. Chance would have
    // 1.5 users share items 0 and 2, one does: not alike.
    boolean[][] likes = {
      {true, true, false}, {true, true, false}, {true, false, true}, {false, false, true}
    };
    CoEngagement.Nearest nearest = CoEngagement.of(table(likes), 1).nearest(0, 10);
    assertArrayEquals(new int[] {1}, nearest.items());
    assertEquals((2 - 1.5) / (Math.sqrt(6) + 1), nearest.scores()[0], 1e-6);
  }

  @Test
  void agreesWithTheDefinitionOnRandomTables() {
    for (long seed = 1; seed <= 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int users = 1 + random.nextInt(12);
      int items = 2 + random.nextInt(12);
      boolean[][] likes = new boolean[users][items];
      for (boolean[] row : likes) {
        for (int i = 0; i < items; i++) {
          row[i] = random.nextInt(3) == 0;
        }
      }
      double shrink = random.nextInt(4);
      CoEngagement fast = CoEngagement.of(table(likes), shrink);
      for (int item = 0; item < items; item++) {
        int n = 1 + random.nextInt(items);
        float[] naive = naive(likes, item, shrink);
        int[] expected =
            IntStream.range(0, items)
                .filter(j -> naive[j] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -naive[j]).thenComparing(j -> j))
                .limit(n)
                .mapToInt(j -> j)
                .toArray();
        CoEngagement.Nearest nearest = fast.nearest(item, n);
        assertArrayEquals(expected, nearest.items(), "seed " + seed + ", item " + item);
        for (int i = 0; i < expected.length; i++) {
          assertEquals(naive[expected[i]], nearest.scores()[i], "seed " + seed);
        }
      }
    }
  }

  private static float[] naive(boolean[][] likes, int item, double shrink) {
    float[] scores = new float[likes[0].length];
    int users = 0;
    for (boolean[] row : likes) {
      users += IntStream.range(0, row.length).anyMatch(i -> row[i]) ? 1 : 0;
    }
    for (int other = 0; other < scores.length; other++) {
      int both = 0;
      int mine = 0;
      int theirs = 0;
      for (boolean[] row : likes) {
        both += row[item] && row[other] ? 1 : 0;
        mine += row[item] ? 1 : 0;
        theirs += row[other] ? 1 : 0;
      }
      scores[other] =
          other == item || both == 0
              ? 0
              : (float)
                  ((both - (double) mine * theirs / users)
                      / (Math.sqrt((double) mine * theirs) + shrink));
    }
    return scores;
  }

  private static TrainingData table(boolean[][] likes) {
    List<String> users = names("u", likes.length);
    List<String> items = names("i", likes[0].length);
    InteractionTable.Builder builder = new InteractionTable.Builder();
    for (int u = 0; u < likes.length; u++) {
      for (int i = 0; i < likes[u].length; i++) {
        if (likes[u][i]) {
          builder.add(u, i, 1, 0);
        }
      }
    }
    return TrainingData.everything(builder.build(Ids.of(users), Ids.of(items)));
  }

  private static List<String> names(String prefix, int n) {
    String[] names = new String[n];
    Arrays.setAll(names, i -> prefix + i);
    return List.of(names);
  }
}
