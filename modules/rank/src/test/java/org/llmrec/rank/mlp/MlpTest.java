package org.llmrec.rank.mlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.rank.Dense;
import org.llmrec.rank.tensor.SafeTensors;
import org.llmrec.rank.tensor.Tensor;

class MlpTest {
  @TempDir Path folder;

  /** {@code |x - y|} as {@code relu(x - y) + relu(y - x)}, times 2, plus 3. */
  private static Mlp distance() {
    return new Mlp(
        List.of(
            Dense.of(2, 2, new float[] {1, -1, -1, 1}, new float[2]),
            Dense.of(2, 1, new float[] {2, 2}, new float[] {3})));
  }

  @Test
  void computesAndDerivesByHand() {
    Mlp mlp = distance();
    assertEquals(11, mlp.forward(new float[] {5, 1}));
    assertEquals(7, mlp.forward(new float[] {-1, 1}));
    assertEquals(3, mlp.forward(new float[] {4, 4}));
    assertEquals(List.of(2f, -2f), list(mlp.gradient(new float[] {5, 1})));
    assertEquals(List.of(-2f, 2f), list(mlp.gradient(new float[] {-1, 1})));
    assertEquals(List.of(0f, 0f), list(mlp.gradient(new float[] {4, 4})));
    assertEquals(List.of(2), mlp.hidden());
    assertEquals(2, mlp.in());
  }

  @Test
  void gradientIsTheSlopeOfSmallSteps() {
    for (long seed = 1; seed <= 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int in = random.nextInt(1, 20);
      Mlp mlp = Networks.mlp(random, in, random.nextInt(1, 30), random.nextInt(1, 30));
      float[] x = Networks.gaussian(random, in, 1);
      float[] gradient = mlp.gradient(x);
      int checked = 0;
      for (int i = 0; i < in; i++) {
        float step = 1e-2f;
        double up = slope(mlp, x, i, step);
        double down = slope(mlp, x, i, -step);
        // Where the two differ a unit bends in between, and there is no slope to compare with.
        if (Math.abs(up - down) < 1e-4) {
          assertEquals(up, gradient[i], 2e-3, "seed " + seed + ", input " + i);
          checked++;
        }
      }
      assertTrue(checked > 0 || in < 4, "seed " + seed);
    }
  }

  private static double slope(Mlp mlp, float[] x, int i, float step) {
    float[] moved = x.clone();
    moved[i] += step;
    return ((double) mlp.forward(moved) - mlp.forward(x)) / ((double) moved[i] - x[i]);
  }

  @Test
  void comesBackFromAFile() throws IOException {
    Mlp mlp = Networks.mlp(new SplittableRandom(7), 5, 4, 3);
    Map<String, Tensor> tensors = new TreeMap<>(mlp.tensors("mlp"));
    tensors.put("mlp.other", Tensor.Floats.vector(new float[] {1}));
    Path file = folder.resolve("mlp.safetensors");
    SafeTensors.write(file, tensors);
    Mlp back = Mlp.of(SafeTensors.read(file), "mlp");
    assertEquals(mlp.layers(), back.layers());
  }

  @Test
  void refusesWhatIsNoNetwork() {
    Dense two = Dense.of(2, 2, new float[] {1, 2, 3, 4}, new float[2]);
    Dense one = Dense.of(2, 1, new float[] {1, 2}, new float[1]);
    Dense three = Dense.of(3, 1, new float[] {1, 2, 3}, new float[1]);
    Dense nan = Dense.of(2, 1, new float[] {1, Float.NaN}, new float[1]);
    refused("expected one layer at least, found none", List.of());
    refused("expected 1 outputs of the last layer, found 2", List.of(two));
    refused("expected 2 inputs of layer 1, found 3", List.of(two, three));
    refused("the weight of layer 1 must be finite, found NaN at position 1", List.of(two, nan));
    refused(
        "the bias of layer 0 must be finite, found Infinity at position 0",
        List.of(Dense.of(1, 1, new float[1], new float[] {Float.POSITIVE_INFINITY})));
    Mlp mlp = new Mlp(List.of(two, one));
    assertEquals(
        "expected 2 numbers of input, found 3",
        assertThrows(IllegalArgumentException.class, () -> mlp.forward(new float[3])).getMessage());
  }

  @Test
  void refusesTensorsThatAreMissingOrOfAnotherKind() {
    Map<String, Tensor> tensors = new TreeMap<>(distance().tensors("mlp"));
    tensors.put("mlp.1.bias", Tensor.Ints.vector(new int[] {1}));
    assertEquals(
        "expected a tensor of 32-bit floats named mlp.1.bias, found I32[1]",
        assertThrows(IllegalArgumentException.class, () -> Mlp.of(tensors, "mlp")).getMessage());
    tensors.remove("mlp.0.weight");
    assertEquals(
        "expected a tensor of 32-bit floats named mlp.0.weight, found the tensors [mlp.0.bias,"
            + " mlp.1.bias, mlp.1.weight]",
        assertThrows(IllegalArgumentException.class, () -> Mlp.of(tensors, "mlp")).getMessage());
  }

  private static void refused(String message, List<Dense> layers) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, () -> new Mlp(layers)).getMessage());
  }

  private static List<Float> list(float[] values) {
    return List.of(values[0], values[1]);
  }
}
