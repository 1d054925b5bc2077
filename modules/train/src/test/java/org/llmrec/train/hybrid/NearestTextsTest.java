package org.llmrec.train.hybrid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.metrics.TopK;
import org.llmrec.rank.list.TextNeighbours;
import org.llmrec.train.blas.TextMatrix;
import org.llmrec.train.method.MethodWorld;

class NearestTextsTest {
  @TempDir Path folder;

  @Test
  void theMeanOverNeighboursIsThatOfItsDefinition() throws Exception {
    TrainingData data = MethodWorld.data();
    int items = data.items().size();
    int[] met = data.positives().popularity();
    try (MethodWorld world = new MethodWorld(Files.createDirectories(folder.resolve("w")))) {
      TextMatrix texts = TextMatrix.of(world.texts(), data.items()).unit();
      TextNeighbours neighbours = NearestTexts.of(texts, met, 2);
      float[] values = new float[items];
      for (int item = 0; item < items; item++) {
        values[item] = item * item;
      }
      float[] means = neighbours.mean(values);
      int silent = data.items().indexOf(MethodWorld.SILENT);
      assertEquals(0, means[silent]);
      for (int item = 0; item < items; item++) {
        float[] cosines = new float[items];
        for (int other = 0; other < items; other++) {
          float cosine = Vectors.dot(row(texts, item), texts.values(), other * texts.width());
          boolean counts = other != item && met[other] > 0 && cosine > 0;
          cosines[other] = counts ? cosine : Float.NEGATIVE_INFINITY;
        }
        double above = 0;
        double below = 0;
        for (int other : TopK.ranked(cosines, 20, null, new int[0])) {
          double weight = Math.pow(cosines[other], 4);
          above += weight * values[other];
          below += weight;
        }
        assertEquals(below == 0 ? 0 : above / below, means[item], 0.02, "item " + item);
      }
    }
  }

  private static float[] row(TextMatrix texts, int item) {
    float[] row = new float[texts.width()];
    System.arraycopy(texts.values(), item * texts.width(), row, 0, row.length);
    return row;
  }
}
