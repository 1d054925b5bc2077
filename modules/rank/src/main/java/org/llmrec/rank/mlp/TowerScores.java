package org.llmrec.rank.mlp;

/**
 * Inner products of one vector with those of many items. Immutable and thread-safe; the {@link
 * Scratch} is not.
 */
public final class TowerScores {
  private final ItemRows items;
  private final Kernel kernel;

  /** Over these items. */
  public TowerScores(ItemRows items) {
    this(items, Kernels.best());
  }

  TowerScores(ItemRows items, Kernel kernel) {
    this.items = items;
    this.kernel = kernel;
  }

  /** What one thread scores with. */
  public Scratch scratch() {
    return new Scratch(items.width(), items.mapped() ? 4 : 0);
  }

  /**
   * Scores candidates; allocates nothing, once the Vector API is compiled. A number of the user
   * that is not finite makes scores that are not.
   *
   * @param user {@code [width]}
   * @param ordinals the candidates, in any order; the first {@code count} count
   * @param scores where the first {@code count} are written to; if something is thrown, some may
   *     have been
   * @param scratch from {@link #scratch}
   * @throws IllegalArgumentException if the user has another width
   * @throws IndexOutOfBoundsException if an ordinal is none of the items', or an array is shorter
   *     than {@code count}
   */
  public void score(float[] user, int[] ordinals, int count, float[] scores, Scratch scratch) {
    MlpChecks.width("numbers of the user", items.width(), user.length);
    MlpChecks.room(count, ordinals, scores);
    items.dots(kernel, user, ordinals, count, scores, scratch);
  }
}
