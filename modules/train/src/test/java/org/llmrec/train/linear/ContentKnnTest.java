package org.llmrec.train.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.MethodWorld;

class ContentKnnTest {
  @TempDir Path folder;
  private MethodWorld world;
  private final TrainingData data = MethodWorld.data();
  private final int items = data.items().size();

  @BeforeEach
  void open() throws IOException {
    world = new MethodWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private FittedMethod fit(Map<String, Object> settings) throws Exception {
    return Toy.fit("content-knn", settings, data, Optional.of(world.texts()), 1);
  }

  private float cosine(int one, int other) {
    TextMatrix texts = TextMatrix.of(world.texts(), data.items());
    float[] a = new float[texts.width()];
    float[] b = new float[texts.width()];
    System.arraycopy(texts.values(), one * a.length, a, 0, a.length);
    System.arraycopy(texts.values(), other * a.length, b, 0, a.length);
    return Vectors.cosine(a, b);
  }

  @Test
  void byBestMatchTheNearestOfTheHistoryCount() throws Exception {
    FittedMethod two = fit(Map.of("neighbours", 2));
    float[] scores = Toy.scores(two, items, 5, 6, 7);
    for (int item = 0; item < items; item++) {
      float[] cosines = {cosine(item, 5), cosine(item, 6), cosine(item, 7)};
      Arrays.sort(cosines);
      assertEquals(cosines[1] + cosines[2], scores[item], 1e-5f, "item " + item);
    }
  }

  @Test
  void byMeanOneItemIsItsOwnNearestAndScoresAreCosines() throws Exception {
    float[] scores = Toy.scores(fit(Map.of("match", "mean")), items, 5);
    for (int item = 0; item < items; item++) {
      assertEquals(cosine(item, 5), scores[item], 1e-5f, "item " + item);
    }
    assertEquals(1, scores[5], 1e-5f);
  }

  @Test
  void anItemThatNobodyHasMetIsRankedByItsText() throws Exception {
    int cold = data.items().indexOf(MethodWorld.COLD);
    for (String match : new String[] {"mean", "best"}) {
      FittedMethod fitted = fit(Map.of("match", match));
      float same = Toy.scores(fitted, items, 4, 8)[cold];
      assertTrue(same > Toy.scores(fitted, items, 5, 9)[cold] + 0.5f, match);
    }
  }

  @Test
  void whoseHistorySaysNothingGetsThePopularity() throws Exception {
    FittedMethod fitted = fit(Map.of());
    int silent = data.items().indexOf(MethodWorld.SILENT);
    float[] nothing = Toy.scores(fitted, items);
    assertArrayEquals(nothing, Toy.scores(fitted, items, silent));
    assertEquals(data.positives().popularity()[9], nothing[9]);
    assertEquals(0, Toy.scores(fitted, items, 5)[silent], "no text is average");
  }
}
