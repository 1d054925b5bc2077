package org.llmrec.train.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.train.TrainOptions;

class BatchSamplerTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anEpochIsEveryPositiveOnceAndItsWeightsAreThoseOfTheLoss(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int items = 3 + random.nextInt(40);
    int[][] train = new int[1 + random.nextInt(12)][];
    Set<Long> expected = new HashSet<>();
    for (int u = 0; u < train.length; u++) {
      int user = u;
      train[u] = random.ints(1 + random.nextInt(9), 0, items).sorted().distinct().toArray();
      Arrays.stream(train[u]).forEach(i -> expected.add(pair(user, i)));
    }
    TrainOptions options =
        TrainOptions.builder()
            .batch(7)
            .negatives(5)
            .negativesPerPositive(11)
            .unmetNegatives(seed % 2 == 0)
            .build();
    int drawable = seed % 2 == 0 ? items : (int) met(train);
    BatchSampler sampler = new BatchSampler(train, items, options, random.split());
    for (int epoch = 0; epoch < 2; epoch++) {
      Set<Long> seen = new HashSet<>();
      int size = 0;
      sampler.shuffle();
      for (int s = 0; s < sampler.steps(); s++) {
        Batch batch = sampler.next();
        check(batch, train, drawable);
        for (int p = 0; p < batch.positiveUsers().length; p++) {
          size++;
          seen.add(
              pair(
                  batch.users()[(int) batch.positiveUsers()[p]],
                  batch.items()[(int) batch.positiveItems()[p]]));
        }
      }
      assertEquals(expected, seen, "seed " + seed);
      assertEquals(expected.size(), size, "seed " + seed);
    }
  }

  private static void check(Batch batch, int[][] train, int drawable) {
    assertEquals(batch.items().length, LongStream.of(batch.items()).distinct().count());
    assertEquals(batch.users().length, LongStream.of(batch.users()).distinct().count());
    Map<Long, Integer> positives = new HashMap<>();
    for (long place : batch.positiveUsers()) {
      positives.merge(place, 1, Integer::sum);
    }
    for (int u = 0; u < batch.users().length; u++) {
      int[] liked = train[(int) batch.users()[u]];
      for (int k = 0; k < 5; k++) {
        int item = (int) batch.items()[(int) batch.negatives()[k]];
        double weight =
            Arrays.binarySearch(liked, item) >= 0
                ? 0
                : positives.get((long) u)
                    * 11.0
                    / 5
                    / batch.positiveUsers().length
                    * importance(train, item, drawable);
        assertEquals(weight, batch.negativeWeights()[u * 5 + k], 1e-6);
      }
    }
    assertTrue(batch.positiveUsers().length <= 7);
  }

  /** The chance of a uniform draw over half that and half the item's share of the positives. */
  private static double importance(int[][] train, int item, int drawable) {
    double all = Arrays.stream(train).flatMapToInt(Arrays::stream).count();
    double own = Arrays.stream(train).flatMapToInt(Arrays::stream).filter(i -> i == item).count();
    assertTrue(own > 0 || drawable > met(train), "item " + item + " was met by nobody");
    return (1.0 / drawable) / (0.5 / drawable + 0.5 * own / all);
  }

  private static long met(int[][] train) {
    return Arrays.stream(train).flatMapToInt(Arrays::stream).distinct().count();
  }

  private static long pair(long user, long item) {
    return user << 32 | item;
  }
}
