package org.llmrec.rank.mlp;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.rank.Dense;
import org.llmrec.rank.UserFoldIn;

/** Random networks, inputs and catalogues for the tests. */
final class Networks {
  private Networks() {}

  /** With weights such that numbers keep their size from layer to layer. */
  static Mlp mlp(SplittableRandom random, int in, int... hidden) {
    List<Dense> layers = new ArrayList<>();
    int width = in;
    for (int out : hidden) {
      layers.add(layer(random, width, out));
      width = out;
    }
    layers.add(layer(random, width, 1));
    return new Mlp(layers);
  }

  static float[] gaussian(SplittableRandom random, int count, double scale) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  static UserFoldIn.Rows rows(float[] values, int width) {
    return new UserFoldIn.Rows() {
      @Override
      public int size() {
        return values.length / width;
      }

      @Override
      public void read(int ordinal, float[] target, int offset) {
        System.arraycopy(values, ordinal * width, target, offset, width);
      }
    };
  }

  static int[] ordinals(SplittableRandom random, int count, int size) {
    int[] ordinals = new int[count];
    for (int i = 0; i < count; i++) {
      ordinals[i] = random.nextInt(size);
    }
    return ordinals;
  }

  private static Dense layer(SplittableRandom random, int in, int out) {
    return Dense.of(
        in, out, gaussian(random, in * out, Math.sqrt(1.0 / in)), gaussian(random, out, 0.1));
  }
}
