package org.llmrec.bench.training;

import java.util.Map;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.TrainData;

/** Data whose text vectors are drawn, and of which nothing is held out. */
final class Drawn {
  private Drawn() {}

  static TrainData of(InteractionTable positives, VectorFile vectors) {
    InteractionTable none = positives.filter(row -> false);
    return new TrainData(
        positives.items().asList(),
        Map.of("description", vectors),
        new Split(positives, none, none),
        "drawn",
        "0".repeat(64),
        "0".repeat(64));
  }
}
