package org.llmrec.rank.mlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxMlpTest {
  @TempDir Path folder;

  @Test
  void otherEnginesScoreTheSame() throws OrtException, IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    int[][] hidden = {{}, {7}, {33, 16}, {20, 11, 5}};
    for (long seed = 1; seed <= 24; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      MlpInput input =
          new MlpInput(random.nextInt(0, 30), random.nextInt(1, 40), random.nextInt(0, 8));
      Mlp mlp = Networks.mlp(random, input.width(), hidden[(int) seed % hidden.length]);
      int count = random.nextInt(1, 30);
      float[] user = Networks.gaussian(random, input.user(), 1);
      float[] items = Networks.gaussian(random, count * input.item(), 1);
      float[] features = Networks.gaussian(random, count * input.features(), 1);
      Path file = folder.resolve(seed + ".onnx");
      OnnxMlp.write(file, mlp, input);
      try (OrtSession session = environment.createSession(file.toString())) {
        Map<String, OnnxTensor> in = new HashMap<>();
        in.put("items", tensor(environment, items, count, input.item()));
        if (input.user() > 0) {
          in.put("user", tensor(environment, user, 1, input.user()));
        }
        if (input.features() > 0) {
          in.put("features", tensor(environment, features, count, input.features()));
        }
        assertEquals(in.keySet(), session.getInputNames(), "seed " + seed);
        assertEquals(Set.of("scores"), session.getOutputNames());
        try (OrtSession.Result out = session.run(in)) {
          float[] scores = (float[]) out.get(0).getValue();
          assertEquals(count, scores.length);
          for (int c = 0; c < count; c++) {
            float[] x = new float[input.width()];
            System.arraycopy(user, 0, x, 0, user.length);
            System.arraycopy(items, c * input.item(), x, user.length, input.item());
            System.arraycopy(
                features, c * input.features(), x, user.length + input.item(), input.features());
            assertEquals(mlp.forward(x), scores[c], 1e-5, "seed " + seed + ", candidate " + c);
          }
        }
        in.values().forEach(OnnxTensor::close);
      }
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, float[] values, int rows, int width)
      throws OrtException {
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), new long[] {rows, width});
  }

  @Test
  void equalNetworksGiveEqualBytes() throws IOException {
    MlpInput input = new MlpInput(3, 4, 2);
    Mlp mlp = Networks.mlp(new SplittableRandom(1), 9, 200);
    Path file = folder.resolve("a.onnx");
    OnnxMlp.write(file, mlp, input);
    assertArrayEquals(Files.readAllBytes(file), OnnxMlp.bytes(mlp, input));
    assertThrows(
        IllegalArgumentException.class, () -> OnnxMlp.write(file, mlp, new MlpInput(3, 4, 3)));
  }
}
