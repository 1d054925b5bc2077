package org.llmrec.rank.list;

import java.util.Map;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.tensor.Tensor;

/**
 * Scores by texts: the cosine with the mean of the history's texts. Whose history has no text gets
 * popularity. The moments are those of a fixed sample of the catalogue.
 */
public final class TextPart implements Part {
  static final String TEXTS = "texts";

  /** Enough to know a mean and a deviation to a few percent. */
  private static final int SAMPLE = 1_024;

  private final String name;
  private final int width;
  private final float[] texts;
  private final boolean[] told;
  private final int step;

  /**
   * From rows.
   *
   * @param name the method's name
   * @param width of a row
   * @param texts {@code [N, width]}, of length 1, or zeros for an item without a text; not copied
   * @throws IllegalArgumentException if they are not rows of that width
   */
  public TextPart(String name, int width, float[] texts) {
    if (width < 1 || texts.length % width != 0) {
      throw new IllegalArgumentException(
          "expected rows of " + width + " numbers, found " + texts.length + " numbers");
    }
    this.name = name;
    this.width = width;
    this.texts = texts;
    this.told = new boolean[texts.length / width];
    for (int i = 0; i < texts.length; i++) {
      told[i / width] |= texts[i] != 0;
    }
    this.step = Math.max(1, told.length / SAMPLE);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean placesNew() {
    return true;
  }

  @Override
  public int items() {
    return told.length;
  }

  /** Whether an item has a text. */
  boolean told(int item) {
    return told[item];
  }

  @Override
  public Opinion opinion(Asking asking, Opinion used) {
    float[] mean = new float[width];
    boolean any = false;
    for (int item : asking.items()) {
      if (told[item]) {
        any = true;
        for (int d = 0; d < width; d++) {
          mean[d] += texts[item * width + d];
        }
      }
    }
    return any ? new Likeness(mean) : asking.popular();
  }

  @Override
  public Map<String, Tensor> tensors() {
    return Map.of(TEXTS, Tensor.Floats.matrix(told.length, width, texts));
  }

  /** The cosines with one mean. */
  private final class Likeness implements Opinion {
    private final float[] mean;
    private final double norm;
    private final Moments moments;

    Likeness(float[] total) {
      this.norm = Math.sqrt(Vectors.dot(total, total));
      this.mean = Vectors.normalise(total);
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (int item = 0; item < told.length; item += step) {
        double cosine = of(item);
        sum += cosine;
        squares += cosine * cosine;
        count++;
      }
      this.moments = new Moments(sum, squares, count);
    }

    @Override
    public float of(int item) {
      return Vectors.dot(mean, texts, item * width);
    }

    @Override
    public Moments moments() {
      return moments;
    }

    @Override
    public float from(int source, int item) {
      double product = 0;
      for (int d = 0; d < width; d++) {
        product += (double) texts[source * width + d] * texts[item * width + d];
      }
      return norm == 0 ? 0 : (float) (product / norm);
    }
  }
}
