package org.llmrec.rank.mlp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.llmrec.core.vector.Element;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.rank.Dense;
import org.llmrec.rank.UserFoldIn;
import org.llmrec.rank.VectorRows;

/**
 * A network for many candidates of one request. The first layer is a sum of what it makes of the
 * user, of the item and of this item's features, so the item's part is computed once for all
 * requests ({@link #itemRows}) and the user's once for all candidates. The rest is computed for a
 * block of candidates at a time, layer by layer, so that a block stays in the nearest caches and a
 * layer's weights are read once for all of it.
 *
 * <p>Gives what {@link Mlp#forward} gives for {@code [user, item, features]}, but for rounding, and
 * for the rounding of {@link ItemRows} in 8 bits. The layers behind the first stay in 32 bits: they
 * are small, and Java has no multiply-add of bytes that would be faster. Immutable and thread-safe;
 * no locks; the {@link Scratch} belongs to one thread.
 */
public final class SplitMlp {
  /** A block of this times 256 numbers is 24 kB. */
  private static final int BLOCK = 24;

  private final MlpInput input;
  private final int hidden;
  private final Kernel kernel;
  private final float[] firstBias;
  private final PlainLayer user;
  private final Kernel.Layer item;
  private final Kernel.Layer features;
  private final Step[] middle;
  private final float[] last;
  private final float lastBias;
  private final int stride;

  /** A layer between two hidden ones. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Step(Kernel.Layer layer, float[] bias) {}

  /**
   * The same network.
   *
   * @param input what the network's input is made of
   * @throws IllegalArgumentException if that is not as wide as the network's input, or the network
   *     has no hidden layer
   */
  public SplitMlp(Mlp mlp, MlpInput input) {
    this(mlp, input, Kernels.best());
  }

  SplitMlp(Mlp mlp, MlpInput input, Kernel kernel) {
    MlpChecks.width("numbers of user, item and features together", mlp.in(), input.width());
    if (mlp.hidden().isEmpty()) {
      throw new IllegalArgumentException(
          "expected a network with a hidden layer, found a linear one");
    }
    this.input = input;
    this.kernel = kernel;
    Dense first = mlp.layers().getFirst();
    this.hidden = first.out();
    this.firstBias = first.bias().values();
    this.user = new PlainLayer(Columns.of(first, 0, input.user()));
    this.item = kernel.layer(Columns.of(first, input.user(), input.item()));
    this.features = kernel.layer(Columns.of(first, input.user() + input.item(), input.features()));
    List<Step> steps = new ArrayList<>();
    for (Dense layer : mlp.layers().subList(1, mlp.layers().size() - 1)) {
      steps.add(new Step(kernel.layer(Columns.of(layer, 0, layer.in())), layer.bias().values()));
    }
    // An array, over which a loop makes no iterator.
    this.middle = steps.toArray(Step[]::new);
    this.last = mlp.layers().getLast().weight().values();
    this.lastBias = mlp.layers().getLast().bias().values()[0];
    int widest = Math.max(input.item(), input.features());
    for (int width : mlp.hidden()) {
      widest = Math.max(widest, width);
    }
    this.stride = kernel.stride(widest);
  }

  /** What the input is made of. */
  public MlpInput input() {
    return input;
  }

  /** How wide a row of {@link #itemRows} is: as the first hidden layer. */
  public int rowWidth() {
    return hidden;
  }

  /** What one thread scores with. */
  public Scratch scratch() {
    return new Scratch(stride, BLOCK);
  }

  /**
   * What the first layer makes of every item, on the heap.
   *
   * @param items each {@code [item]}, finite
   * @param element {@link Element#FLOAT32} or {@link Element#INT8}
   * @return {@code [N, rowWidth]}
   * @throws IllegalArgumentException if a number is not finite or the element another
   */
  public ItemRows itemRows(UserFoldIn.Rows items, Element element) {
    return ItemRows.of(
        new FirstLayerRows(items, input.item(), item, hidden, scratch()), hidden, element);
  }

  /**
   * Writes what the first layer makes of every item to a vector file, for {@link ItemRows#open}.
   *
   * @param items each {@code [item]}, finite, with their ids
   * @throws IllegalArgumentException if a number is not finite or an id is there twice; the file is
   *     then incomplete and will not open
   * @throws IOException if the disk refuses
   */
  public void writeItemRows(Path file, VectorRows items) throws IOException {
    FirstLayerRows rows =
        new FirstLayerRows(Columns.rows(items), input.item(), item, hidden, scratch());
    float[] row = new float[hidden];
    try (VectorFileWriter writer =
        VectorFileWriter.create(file, hidden, Map.of("content", "first layer of the items"))) {
      for (int i = 0; i < items.size(); i++) {
        rows.read(i, row, 0);
        writer.add(items.id(i), row);
      }
    }
  }

  /**
   * Scores candidates; allocates nothing, once the Vector API is compiled: until then, for some
   * thousand candidates, every vector is an object. A number that is not finite makes scores that
   * mean nothing: of all candidates if it is the user's, of one if it is a feature.
   *
   * @param userInput {@code [user]}
   * @param items from {@link #itemRows}, or written by {@link #writeItemRows}
   * @param ordinals the candidates, in any order; the first {@code count} count
   * @param featureInput {@code [count, features]} row-major, or longer; not read if there are none
   * @param scores where the first {@code count} are written to; if something is thrown, some may
   *     have been
   * @param scratch from {@link #scratch}
   * @throws IllegalArgumentException if a width is not as it must be
   * @throws IndexOutOfBoundsException if an ordinal is none of the items', or an array is shorter
   *     than {@code count} asks for
   */
  public void score(
      float[] userInput,
      ItemRows items,
      int[] ordinals,
      int count,
      float[] featureInput,
      float[] scores,
      Scratch scratch) {
    MlpChecks.width("numbers of the user", input.user(), userInput.length);
    MlpChecks.width("numbers per item row", hidden, items.width());
    MlpChecks.room(count, ordinals, scores);
    if (input.features() > 0 && (long) count * input.features() > featureInput.length) {
      throw new IndexOutOfBoundsException(
          "expected "
              + count
              + " rows of "
              + input.features()
              + " features, found "
              + featureInput.length
              + " numbers");
    }
    System.arraycopy(firstBias, 0, scratch.user, 0, hidden);
    user.addOne(userInput, 0, scratch.user, 0, scratch.left);
    for (int from = 0; from < count; from += BLOCK) {
      int rows = Math.min(BLOCK, count - from);
      boolean whole = input.features() == 0;
      // Rectified only once all of the sum is there.
      float floor = whole ? 0 : Float.NEGATIVE_INFINITY;
      items.addTo(kernel, scratch.user, floor, ordinals, from, rows, scratch.even, stride, scratch);
      if (!whole) {
        addFeatures(featureInput, from, rows, scratch);
      }
      finish(rows, scores, from, scratch);
    }
  }

  private void addFeatures(float[] featureInput, int from, int rows, Scratch scratch) {
    int width = input.features();
    for (int r = 0; r < rows; r++) {
      System.arraycopy(featureInput, (from + r) * width, scratch.odd, r * stride, width);
    }
    features.addTo(scratch.odd, stride, rows, scratch.even, stride, scratch);
    relu(scratch.even, rows, hidden);
  }

  private void finish(int rows, float[] scores, int from, Scratch scratch) {
    float[] x = scratch.even;
    float[] y = scratch.odd;
    for (Step step : middle) {
      int width = step.bias().length;
      for (int r = 0; r < rows; r++) {
        System.arraycopy(step.bias(), 0, y, r * stride, width);
      }
      step.layer().addTo(x, stride, rows, y, stride, scratch);
      relu(y, rows, width);
      float[] done = x;
      x = y;
      y = done;
    }
    int r = 0;
    for (; r + 3 < rows; r += 4) {
      int at = r * stride;
      kernel.dots(
          last,
          last.length,
          x,
          at,
          x,
          at + stride,
          x,
          at + 2 * stride,
          x,
          at + 3 * stride,
          scores,
          from + r);
    }
    for (; r < rows; r++) {
      scores[from + r] = kernel.dot(last, last.length, x, r * stride);
    }
    for (int i = from; i < from + rows; i++) {
      scores[i] += lastBias;
    }
  }

  private void relu(float[] block, int rows, int width) {
    for (int r = 0; r < rows; r++) {
      kernel.relu(block, r * stride, r * stride + width);
    }
  }
}
