package org.llmrec.bench.encoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Vectors of an arm, and how well two arms agree. */
final class Vectors {
  private Vectors() {}

  /**
   * Cosines between the vectors of the same texts.
   *
   * @param worst the least
   * @param mean over the texts
   */
  record Agreement(double worst, double mean) {
    static Agreement of(float[][] vectors, float[][] reference) {
      double worst = 1;
      double sum = 0;
      for (int i = 0; i < vectors.length; i++) {
        double cosine = cosine(vectors[i], reference[i]);
        worst = Math.min(worst, cosine);
        sum += cosine;
      }
      return new Agreement(worst, sum / vectors.length);
    }
  }

  static float[][] read(Path file, int rows) throws IOException {
    FloatBuffer all =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    if (all.remaining() == 0 || all.remaining() % rows != 0) {
      throw new IOException(
          "expected vectors of " + rows + " texts, found " + all.remaining() + " numbers");
    }
    float[][] vectors = new float[rows][all.remaining() / rows];
    for (float[] each : vectors) {
      all.get(each);
    }
    return vectors;
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      ofA += (double) a[i] * a[i];
      ofB += (double) b[i] * b[i];
    }
    return product / Math.sqrt(ofA * ofB);
  }
}
