package org.llmrec.encode.djl;

import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.vector.Vectors;
import org.llmrec.encode.internal.Pool;

/**
 * A model's predictors, each for one thread at a time, as DJL wants it. Each has computed something
 * before anybody gets it. Thread-safe.
 */
final class Predictors implements AutoCloseable {
  private static final String SHORT = "moss";
  private static final String LONG = "A lighthouse keeper finds a letter in a bottle.";

  /**
   * The least cosine of a text's vectors alone and in company. Models in int8 that choose scales
   * for a batch come down to 0.97; one that pools padding too, or a wrong row, is far below.
   */
  private static final double SAME = 0.9;

  private final String name;
  private final boolean normalise;
  private final List<Predictor<String, float[]>> all;
  private final Pool<Predictor<String, float[]>> free;
  private final int dims;

  private Predictors(DjlOptions options, List<Predictor<String, float[]>> all) {
    this.name = options.name();
    this.normalise = options.normalise();
    this.all = all;
    this.free = new Pool<>(all);
    this.dims = tried(options.batch());
  }

  static Predictors of(ZooModel<String, float[]> model, DjlOptions options) {
    List<Predictor<String, float[]>> all = new ArrayList<>();
    try {
      for (int i = 0; i < options.workers(); i++) {
        all.add(model.newPredictor());
      }
      return new Predictors(options, List.copyOf(all));
    } catch (RuntimeException | Error e) {
      all.forEach(Predictor::close);
      throw e;
    }
  }

  /** The width of a vector. */
  int dims() {
    return dims;
  }

  /** One after the other, since translators that are shared prepare themselves without a lock. */
  private int tried(int batch) {
    int width = 0;
    for (Predictor<String, float[]> predictor : all) {
      float[] first = predict(predictor, List.of(LONG), -1)[0];
      float[] second = predict(predictor, List.of(SHORT), -1)[0];
      width = first.length;
      if (width == 0 || second.length != width) {
        throw new ConfigException(
            EncoderCode.MODEL_UNSUPPORTED,
            name
                + ": expected vectors of one width from the DJL model, found "
                + width
                + " and "
                + second.length
                + " numbers; its translator has to pool a text's word pieces");
      }
      if (batch > 1) {
        float[][] together = predict(predictor, List.of(LONG, SHORT), width);
        same(first, together[0]);
        same(second, together[1]);
      }
    }
    return width;
  }

  private void same(float[] alone, float[] together) {
    double cosine = Vectors.cosine(alone, together);
    if (cosine < SAME) {
      throw new ConfigException(
          EncoderCode.MODEL_UNSUPPORTED,
          name
              + ": expected the DJL model to give a text nearly the same vector alone and in a"
              + " batch, found a cosine of "
              + cosine
              + "; look at padding and pooling of its translator, or set batches of one text");
    }
  }

  /**
   * Computes one batch.
   *
   * @return {@code [texts, D]}
   * @throws LlmrecException if the model fails or gives something else
   */
  float[][] predict(List<String> texts) {
    float[][][] vectors = new float[1][][];
    free.with(predictor -> vectors[0] = predict(predictor, texts, dims));
    return vectors[0];
  }

  private float[][] predict(
      Predictor<String, float[]> predictor, List<String> texts, int expected) {
    List<float[]> given;
    try {
      given = predictor.batchPredict(texts);
    } catch (TranslateException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new LlmrecException(
          EncoderCode.MODEL_FAILED,
          name + ": the DJL model fails on a batch of " + texts.size() + " texts: " + why,
          e);
    }
    if (given.size() != texts.size()) {
      throw new LlmrecException(
          EncoderCode.MODEL_OUTPUT,
          name + ": expected " + texts.size() + " vectors of the DJL model, found " + given.size());
    }
    float[][] vectors = given.toArray(float[][]::new);
    for (float[] vector : vectors) {
      check(vector, expected);
      if (normalise) {
        Vectors.normalise(vector);
      }
    }
    return vectors;
  }

  private void check(float[] vector, int expected) {
    if (expected >= 0 && vector.length != expected) {
      throw new LlmrecException(
          EncoderCode.MODEL_OUTPUT,
          name + ": expected " + expected + " numbers of the DJL model, found " + vector.length);
    }
    for (float x : vector) {
      if (!Float.isFinite(x)) {
        throw new LlmrecException(
            EncoderCode.MODEL_OUTPUT,
            name + ": expected finite numbers of the DJL model, found " + x);
      }
    }
  }

  @Override
  public void close() {
    all.forEach(Predictor::close);
  }
}
