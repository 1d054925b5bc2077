package org.llmrec.rank;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.Vectors;

/** Small random towers, catalogues and bundles for the tests. */
final class Samples {
  static final int ITEMS = 40;
  static final int USERS = 12;
  static final int DIMS = 8;
  static final int TEXT_DIMS = 16;
  static final List<String> FIELDS = List.of("description", "rec_tag");
  static final EncoderRef ENCODER = new EncoderRef("mini", "ab".repeat(32));

  private Samples() {}

  static float[] gaussian(SplittableRandom random, int dims, double scale) {
    float[] v = new float[dims];
    for (int d = 0; d < dims; d++) {
      v[d] = (float) (scale * random.nextGaussian());
    }
    return v;
  }

  static float[] unit(SplittableRandom random, int dims) {
    return Vectors.normalise(gaussian(random, dims, 1));
  }

  static Dense layer(SplittableRandom random, int in, int out) {
    return Dense.of(
        in, out, gaussian(random, in * out, 1 / Math.sqrt(in)), gaussian(random, out, 0.1));
  }

  static ItemTower tower(SplittableRandom random) {
    Map<String, float[]> missing = new LinkedHashMap<>();
    FIELDS.forEach(field -> missing.put(field, unit(random, TEXT_DIMS)));
    return new ItemTower(
        FIELDS,
        TEXT_DIMS,
        missing,
        List.of(layer(random, FIELDS.size() * TEXT_DIMS, 10), layer(random, 10, DIMS)));
  }

  /** Texts of which every third item lacks the second. */
  static ItemTexts texts(SplittableRandom random, int items) {
    List<float[][]> texts = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      float[] second = unit(random, TEXT_DIMS);
      texts.add(new float[][] {unit(random, TEXT_DIMS), i % 3 == 0 ? null : second});
    }
    return new ItemTexts() {
      @Override
      public int size() {
        return texts.size();
      }

      @Override
      public String id(int ordinal) {
        return "b" + ordinal;
      }

      @Override
      public float[][] fields(int ordinal) {
        return texts.get(ordinal);
      }
    };
  }

  static VectorRows users(SplittableRandom random, int users) {
    List<String> ids = new ArrayList<>();
    for (int u = 0; u < users; u++) {
      ids.add("r" + u);
    }
    return VectorRows.of(ids, gaussian(random, users * DIMS, 1), DIMS);
  }

  static BundleContent content(long seed) {
    return content(seed, ITEMS, USERS);
  }

  static BundleContent content(long seed, int items, int users) {
    SplittableRandom random = new SplittableRandom(seed);
    return new BundleContent(
        tower(random),
        texts(random, items),
        users(random, users),
        new FoldInOptions(0.5, 4, 16),
        new Provenance(
            ENCODER,
            "data",
            "split",
            seed,
            Map.of("dropout", 0.3f, "batch", 256, "optimiser", "adam", "shuffle", true),
            Map.of("validation.ndcg@10", 0.25)));
  }

  static BundleManifest write(Path folder, long seed) throws IOException {
    return BundleWriter.write(folder, content(seed), Progress.silent());
  }
}
