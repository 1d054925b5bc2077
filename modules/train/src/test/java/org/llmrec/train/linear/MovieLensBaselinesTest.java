package org.llmrec.train.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.method.FittedMethod;

/**
 * Splits of ml-latest-small against figures that others computed with their own code, nDCG@10 over
 * five splits: popularity .093 ± .003, item kNN .177 ± .011, EASE .198 ± .008 (A-train), near .210
 * (A-refit). Splits of ours are other draws, hence bounds of three deviations.
 */
@Tag("full")
class MovieLensBaselinesTest {
  @TempDir static Path scratch;
  private static InteractionTable positives;

  @BeforeAll
  static void read() throws Exception {
    positives = MovieLens.positives(scratch);
  }

  private static ProtocolSplit split(Protocol protocol, long seed) {
    return ProtocolSplit.of(positives, ProtocolOptions.of(protocol, seed));
  }

  private static double ndcg(ProtocolSplit split, String name, Map<String, Object> settings)
      throws Exception {
    FittedMethod fitted = Toy.fit(name, settings, split.testing());
    return MovieLens.mean("ndcg@10", fitted, split.testCases(), split.items().size());
  }

  /** Equal scores stand for all orders, so their figure is what a random order has on average. */
  @Test
  void randomOrderFindsWhatChanceFinds() throws Exception {
    ProtocolSplit split = split(Protocol.A_TRAIN, 1);
    int items = split.items().size();
    FittedMethod equal = new SameForAll(new float[items]);
    double chance = MovieLens.mean("ndcg@10", equal, split.testCases(), items);
    assertEquals(0.001, chance, 0.001);
    assertEquals(chance, ndcg(split, "random", Map.of()), 0.0025);
  }

  @Test
  void popularity() throws Exception {
    double mean = 0;
    for (long seed = 1; seed <= 5; seed++) {
      mean += ndcg(split(Protocol.A_TRAIN, seed), "popularity", Map.of()) / 5;
    }
    assertEquals(0.093, mean, 3 * 0.003);
  }

  @Test
  void itemKnn() throws Exception {
    ProtocolSplit split = split(Protocol.A_TRAIN, 1);
    assertEquals(0.177, ndcg(split, "item-knn", Map.of("k", 200, "shrink", 10)), 3 * 0.011);
  }

  @Test
  void ease() throws Exception {
    ProtocolSplit split = split(Protocol.A_TRAIN, 1);
    assertEquals(0.198, ndcg(split, "ease", Map.of("lambda", 100)), 3 * 0.008);
  }

  @Test
  void easeRefitted() throws Exception {
    ProtocolSplit split = split(Protocol.A_REFIT, 1);
    assertEquals(0.210, ndcg(split, "ease", Map.of("lambda", 100)), 0.02);
  }
}
