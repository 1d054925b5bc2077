package org.llmrec.encode.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.TextEncoder;

/**
 * Tries a model before anybody relies on it: a wrong output, or a limit of word pieces that the
 * model does not stand, shows now and not in the night.
 */
public final class Probe {
  private static final List<String> TEXTS =
      List.of(
          "A lighthouse keeper finds a letter in a bottle.",
          "Two robots open a bakery on the moon, and nobody comes.",
          "A field guide to mosses");

  /** The longest text that is tried: attention takes the square of it in memory. */
  private static final int LONGEST = 1024;

  private Probe() {}

  /**
   * Encodes three texts twice, and one as long as the model reads or 1,024 word pieces.
   *
   * @param folder a model folder
   * @param maxTokens how many word pieces its manifest says that it reads
   * @throws ConfigException if the model is not what we know, or its vectors make no sense
   * @throws IOException if the file system refuses
   */
  public static void run(Path folder, int maxTokens) throws IOException {
    try (TextEncoder encoder = OnnxTextEncoder.open(folder, new EncoderOptions(1, LONGEST))) {
      float[][] first = encoder.encode(TEXTS).vectors();
      float[][] second = encoder.encode(TEXTS).vectors();
      for (int i = 0; i < first.length; i++) {
        whole(TEXTS.get(i), first[i], encoder.dims());
        require(distance(first[i], second[i]) < 1e-4, "equal vectors of equal texts", TEXTS.get(i));
        require(
            distance(first[i], first[(i + 1) % first.length]) > 1e-4,
            "different vectors of different texts",
            TEXTS.get(i));
      }
      longest(encoder, Math.min(maxTokens, LONGEST));
    }
  }

  private static void longest(TextEncoder encoder, int pieces) {
    String text = "moon ".repeat(pieces);
    float[] vector;
    try {
      vector = encoder.encode(List.of(text)).vectors()[0];
    } catch (LlmrecException e) {
      throw new ConfigException(
          EncoderCode.MODEL_UNDESCRIBED,
          "the model fails on a text of "
              + pieces
              + " word pieces; give a limit that it stands with --max-tokens: "
              + e.getMessage(),
          e);
    }
    whole("moon moon moon...", vector, encoder.dims());
  }

  private static void whole(String text, float[] vector, int dims) {
    require(vector.length == dims, dims + " numbers", text);
    double squares = 0;
    for (float x : vector) {
      require(Float.isFinite(x), "finite numbers", text);
      squares += x * (double) x;
    }
    require(squares > 0, "a vector other than zero", text);
  }

  private static double distance(float[] a, float[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  private static void require(boolean holds, String expected, String text) {
    if (!holds) {
      throw new ConfigException(
          EncoderCode.MODEL_OUTPUT,
          "the model's vectors: expected " + expected + ", found otherwise for \"" + text + "\"");
    }
  }
}
