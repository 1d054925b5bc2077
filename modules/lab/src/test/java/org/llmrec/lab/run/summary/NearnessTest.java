package org.llmrec.lab.run.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.lab.TinyData;

class NearnessTest {
  @TempDir Path folder;

  @Test
  void theNearestIsTheOneThatMostUsersShareForItsPopularity() throws Exception {
    ProtocolSplit split =
        ProtocolSplit.of(TinyData.positives(folder, 3), ProtocolOptions.of(Protocol.A_TRAIN, 1));
    InteractionTable train = split.testing().positives();
    int[][] users = new int[split.items().size()][train.users().size()];
    for (int row = 0; row < train.size(); row++) {
      users[train.item(row)][train.user(row)] = 1;
    }
    Nearness nearness = new Nearness(split, Optional.empty());
    int[] history = {0, 5, 9, 12};
    for (int item = 13; item < split.items().size(); item++) {
      Optional<Nearness.Near> near = nearness.of(item, history);
      double best = 0;
      for (int h : history) {
        int both = 0;
        for (int u = 0; u < users[h].length; u++) {
          both += users[h][u] * users[item][u];
        }
        double norm =
            Math.sqrt((double) Arrays.stream(users[h]).sum() * Arrays.stream(users[item]).sum());
        best = Math.max(best, norm == 0 ? 0 : both / norm);
      }
      assertEquals(best, near.map(Nearness.Near::cosine).orElse(0.0), 1e-12);
    }
    assertEquals(Optional.empty(), nearness.of(20, new int[0]));
  }

  @Test
  void whereNobodySharesItTheTextDecides() throws Exception {
    ProtocolSplit split =
        ProtocolSplit.of(TinyData.positives(folder, 3), ProtocolOptions.of(Protocol.COLD_ITEMS, 1));
    int cold = split.testCases().get(0).relevant()[0];
    int[] history = {(cold + 1) % 30, (cold + 2) % 30, (cold + 3) % 30};
    Path file = folder.resolve("texts.vec");
    try (VectorFileWriter writer = VectorFileWriter.create(file, 2, Map.of())) {
      for (int item = 0; item < split.items().size(); item++) {
        boolean same = item == cold || item == history[1];
        writer.add(split.items().get(item), new float[] {same ? 1 : 0, same ? 0.1f : 1});
      }
    }
    try (VectorFile texts = VectorFile.open(file)) {
      Nearness.Near near = new Nearness(split, Optional.of(texts)).of(cold, history).orElseThrow();
      assertEquals(history[1], near.item());
      assertEquals(0, near.users());
      assertTrue(near.cosine() > 0.99);
    }
  }
}
