package org.llmrec.enrich.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at any moment loses no row that was said to be durable, and no call that was sent. */
class KillTest {
  @TempDir Path folder;
  private final List<String> durable = new ArrayList<>();

  @Test
  void afterOneKillAllIsThere() throws Exception {
    kills(1, 20261127);
  }

  @Test
  @Tag("full")
  void afterManyKillsAllIsThere() throws Exception {
    kills(12, 20261128);
  }

  private void kills(int rounds, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 1; round <= rounds; round++) {
      writeUntilKilled("round " + round + " item ", random.nextInt(1, 300));
      check(round, "seed " + seed + " round " + round);
    }
  }

  private void writeUntilKilled(String items, int enough) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                folder.toString(),
                items)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      int before = durable.size();
      StringBuilder line = new StringBuilder();
      for (int c = said.read(); c >= 0; c = said.read()) {
        // Only what ends in a line feed was said as a whole.
        if (c != '\n') {
          line.append((char) c);
          continue;
        }
        durable.add(line.toString());
        line.setLength(0);
        if (durable.size() - before == enough) {
          // Not the process itself: that would also close what it has said.
          writer.toHandle().destroyForcibly();
        }
      }
      assertTrue(durable.size() - before >= enough, "it lived long enough");
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private void check(int round, String where) throws IOException {
    try (AnswerStore store = AnswerStores.open(folder)) {
      List<AnswerKey> keys = durable.stream().map(i -> KilledWriter.row(i).key()).toList();
      Map<AnswerKey, StoredAnswer> found = store.find(keys);
      for (String item : durable) {
        StoredAnswer row = KilledWriter.row(item);
        assertEquals(row, found.get(row.key()), where);
      }
      StoreCounts counts = store.counts();
      long rows = counts.byStatus().get(AnswerStatus.OK);
      assertEquals(0, counts.damaged(), where);
      Spend spent = store.ledger().spent();
      String sums = where + ": " + rows + " rows, " + spent;
      assertTrue(spent.calls() >= rows, sums);
      assertTrue(spent.calls() <= rows + (long) round * KilledWriter.THREADS, sums);
      assertFalse(spent.lost() > (long) round * KilledWriter.THREADS, sums);
      assertEquals(0.25 * spent.calls(), spent.cost(), sums);
      assertEquals(110 * spent.calls(), spent.tokens(), sums);
    }
  }
}
