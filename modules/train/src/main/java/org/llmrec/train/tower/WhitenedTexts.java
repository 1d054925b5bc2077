package org.llmrec.train.tower;

import java.util.Arrays;
import org.llmrec.train.blas.Blas;
import org.llmrec.train.blas.TextMatrix;

/**
 * Text vectors in which no direction outweighs the others. Each prompt's centred vectors are turned
 * to their main directions, each direction is divided by the root of its variance and some of the
 * mean variance ("relaxed" whitening: Zhang et al., WhitenRec, ICDE 2024), and the vector is made
 * one of length 1. An item that lacks a prompt has zeros there.
 *
 * @param rows how many items
 * @param fields how many prompts
 * @param width numbers of each prompt
 * @param values {@code [rows, fields * width]}
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record WhitenedTexts(int rows, int fields, int width, float[] values) {
  /**
   * Turns, whitens and scales.
   *
   * @param texts whose prompts stand side by side
   * @param dims the width of one prompt in them
   * @param most how many directions are kept
   * @param shrink how much of the mean variance is added
   */
  static WhitenedTexts of(TextMatrix texts, int dims, int most, double shrink) {
    return of(texts.values(), texts.rows(), dims, most, shrink);
  }

  /**
   * The same of the sum of the prompts' vectors, so that a vector has one prompt.
   *
   * @param texts whose prompts stand side by side
   * @param dims the width of one prompt in them
   * @param most how many directions are kept
   * @param shrink how much of the mean variance is added
   */
  public static WhitenedTexts ofSum(TextMatrix texts, int dims, int most, double shrink) {
    float[] sums = new float[Math.multiplyExact(texts.rows(), dims)];
    float[] values = texts.values();
    for (int i = 0; i < values.length; i++) {
      sums[i / texts.width() * dims + i % texts.width() % dims] += values[i];
    }
    return of(sums, texts.rows(), dims, most, shrink);
  }

  private static WhitenedTexts of(float[] texts, int rows, int dims, int most, double shrink) {
    int across = texts.length / rows;
    int fields = across / dims;
    int width = Math.min(most, dims);
    float[] values = new float[Math.multiplyExact(rows, fields * width)];
    float[] own = new float[rows * dims];
    float[] turned = new float[rows * width];
    for (int f = 0; f < fields; f++) {
      for (int row = 0; row < rows; row++) {
        System.arraycopy(texts, row * across + f * dims, own, row * dims, dims);
      }
      float[] directions = directions(own, rows, dims, width, shrink);
      Blas.gemm(false, true, rows, width, dims, 1, own, directions, 0, turned);
      for (int row = 0; row < rows; row++) {
        unit(turned, row * width, width, values, (row * fields + f) * width);
      }
    }
    return new WhitenedTexts(rows, fields, width, values);
  }

  /** {@code [width, dims]}: the main directions, each as long as it is to count. */
  private static float[] directions(float[] own, int rows, int dims, int width, double shrink) {
    float[] vectors = new float[dims * dims];
    Blas.gram(rows, dims, 1f / rows, own, 0, vectors);
    float[] variances = Blas.eigen(dims, vectors);
    double mean = 0;
    for (float variance : variances) {
      mean += Math.max(0, variance) / dims;
    }
    // What rounding leaves of a direction without variance must not become one of its own.
    double floor = Math.max(shrink * mean, 1e-6 * Math.max(variances[dims - 1], 1e-30f));
    float[] directions = Arrays.copyOfRange(vectors, (dims - width) * dims, dims * dims);
    for (int k = 0; k < width; k++) {
      double factor = 1 / Math.sqrt(Math.max(0, variances[dims - width + k]) + floor);
      for (int d = 0; d < dims; d++) {
        directions[k * dims + d] *= (float) factor;
      }
    }
    return directions;
  }

  private static void unit(float[] from, int at, int width, float[] to, int target) {
    double squares = 0;
    for (int d = 0; d < width; d++) {
      squares += (double) from[at + d] * from[at + d];
    }
    double factor = squares > 1e-12 ? 1 / Math.sqrt(squares) : 0;
    for (int d = 0; d < width; d++) {
      to[target + d] = (float) (from[at + d] * factor);
    }
  }
}
