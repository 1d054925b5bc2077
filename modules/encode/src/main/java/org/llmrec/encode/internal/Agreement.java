package org.llmrec.encode.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderManifest;

/**
 * How near the vectors of two graphs are, over texts of all lengths that are computed in company
 * and so with padding.
 *
 * @param cosine the least between a text's two vectors
 * @param difference the greatest between two of their numbers, as a share of the vector's length
 */
public record Agreement(double cosine, double difference) {
  private static final int BUDGET = 1024;
  private static final int LONGEST = 512;

  private static final List<String> WORDS =
      List.of(
          "a lighthouse keeper finds",
          "MOON, 1969!",
          "naïve café Ελλάδα",
          "two robots open a bakery; nobody comes",
          "\ud83c\udf0a\ud83d\udc19",
          "שלום عالم",
          "unbelievability",
          "東京 3.14159");

  /**
   * Compares two graphs of one model.
   *
   * @throws ConfigException if one cannot be read as such a model
   * @throws org.llmrec.core.error.LlmrecException if one cannot be computed
   * @throws IOException if the tokenizer cannot be read
   */
  public static Agreement of(
      Path model, Path changed, EncoderManifest manifest, Path tokenizer, Device device)
      throws IOException {
    try (Tokeniser tokeniser = Tokeniser.open(tokenizer, Math.min(LONGEST, manifest.maxTokens()));
        Crew crew = new Crew(0, "llmrec-agreement")) {
      String[] texts = texts();
      TokenisedTexts tokenised = TokenisedTexts.of(texts, texts.length, tokeniser, crew);
      return between(
          vectors(model, manifest, tokenised, Device.cpu()),
          vectors(changed, manifest, tokenised, device));
    }
  }

  /** Nothing, one word, and so on to more words than are read. */
  private static String[] texts() {
    int[] lengths = {0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610};
    String[] texts = new String[lengths.length];
    for (int i = 0; i < texts.length; i++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < lengths[i]; word++) {
        text.append(WORDS.get((i + word) % WORDS.size())).append(' ');
      }
      texts[i] = text.toString();
    }
    return texts;
  }

  private static float[][] vectors(
      Path graph, EncoderManifest manifest, TokenisedTexts texts, Device device) {
    int[] lengths = texts.lengths();
    float[][] vectors = new float[lengths.length][];
    try (OrtModels model = OrtModels.open(new OrtModels.Graphs(graph, graph), manifest, device)) {
      Slots slots = new Slots(1, BUDGET, manifest.width());
      for (int[] batch : BatchPlan.of(lengths, BUDGET)) {
        slots.with(slot -> model.encode(slot, texts, batch, vectors));
      }
    }
    return vectors;
  }

  static Agreement between(float[][] one, float[][] other) {
    double cosine = 1;
    double difference = 0;
    for (int i = 0; i < one.length; i++) {
      double length = Math.sqrt(dot(one[i], one[i]));
      cosine = least(cosine, dot(one[i], other[i]) / (length * Math.sqrt(dot(other[i], other[i]))));
      for (int d = 0; d < one[i].length; d++) {
        // Of a number that is none, no comparison must say that it is near.
        double apart = Math.abs(one[i][d] - other[i][d]) / length;
        difference = apart <= difference ? difference : apart;
      }
    }
    return new Agreement(cosine, difference);
  }

  private static double least(double a, double b) {
    return b >= a ? a : b;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * (double) b[i];
    }
    return sum;
  }

  /** What is wrong with it, if less was expected. */
  public Optional<String> worseThan(Agreement bound) {
    if (cosine >= bound.cosine && difference <= bound.difference) {
      return Optional.empty();
    }
    return Optional.of(
        "expected cosines of "
            + bound.cosine
            + " and differences of "
            + bound.difference
            + " at worst, found "
            + cosine
            + " and "
            + difference);
  }
}
