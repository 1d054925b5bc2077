package org.llmrec.train.hybrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rank.list.Times;

class MeetingTimesTest {
  private static final double YEAR = 365.25 * 86_400;
  private static final int ITEMS = 6;

  private static InteractionTable rows(long... times) {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int i = 0; i < times.length; i++) {
      rows.add(0, i % (ITEMS - 1), 5, times[i]);
    }
    return rows.build(
        Ids.of(List.of("u")), Ids.of(IntStream.range(0, ITEMS).mapToObj(i -> "i" + i).toList()));
  }

  private static int[] all() {
    return IntStream.range(0, ITEMS).toArray();
  }

  @Test
  void everySumIsThatOfItsDefinition() {
    for (long seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long[] times =
          random
              .longs(1 + random.nextInt(40), 0, (long) (5 * YEAR))
              .map(t -> t / 420 * 420)
              .toArray();
      InteractionTable rows = rows(times);
      float[][] found = new float[2 + Times.FEATURES][ITEMS];
      // One of the moments is that of a row.
      long time = random.nextBoolean() ? times[0] : random.nextLong((long) (6 * YEAR));
      MeetingTimes.of(rows).orElseThrow().fill(time, all(), ITEMS, found, 2);
      for (int item = 0; item < ITEMS; item++) {
        double[] scales = {0.25, 1, 4};
        for (int s = 0; s < scales.length; s++) {
          double sum = 0;
          for (int row = 0; row < rows.size(); row++) {
            if (rows.item(row) == item) {
              sum += Math.exp(-Math.abs(time - rows.time(row)) / YEAR / scales[s]);
            }
          }
          assertEquals(Math.log1p(sum), found[2 + s][item], 1e-5, "seed " + seed);
        }
      }
    }
  }

  @Test
  void anItemIsAsOldAsItsFirstRowAndOneWithoutAsIsUsual() {
    InteractionTable rows = rows(0, (long) YEAR, (long) (2 * YEAR), 0, 0);
    float[][] found = new float[Times.FEATURES][ITEMS];
    MeetingTimes.of(rows).orElseThrow().fill((long) YEAR, all(), ITEMS, found, 0);
    float[] ages = found[Times.FEATURES - 1];
    assertEquals(1, ages[0], 1e-5);
    assertEquals(0, ages[1], 1e-5);
    assertEquals(-1, ages[2], 1e-5);
    assertEquals(1, ages[5], 1e-5);
  }

  @Test
  void aRowWithoutATimeLeavesNoTimes() {
    assertTrue(MeetingTimes.of(rows(5, Interaction.NO_TIME)).isEmpty());
    assertTrue(MeetingTimes.of(rows()).isEmpty());
  }

  @Test
  void timesOfAnotherUnitAreRefused() {
    Exception e =
        assertThrows(
            ConfigException.class, () -> MeetingTimes.of(rows(5, 1_700_000_000_000L * 1_000)));
    assertTrue(e.getMessage().contains("milliseconds"), e.getMessage());
  }
}
