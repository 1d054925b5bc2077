package org.llmrec.rank;

import java.util.List;
import java.util.Optional;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.Vectors;

/**
 * Scores items for users: the score is the inner product of a user vector and an item vector. It is
 * the ranker's logit; higher is better, and it means nothing across bundles.
 *
 * <p>An item is named by its ordinal, its place in the catalogue.
 *
 * <p>Thread-safe, and usable until its bundle is closed. See {@link RankerBundle} for what it holds
 * in memory.
 */
public final class Ranker {
  private final ItemTower tower;
  private final VectorFile items;
  private final VectorFile users;
  private final ItemVectors vectors;
  private final float[] average;
  private final UserFoldIn foldIn;
  private final float[] centre;

  Ranker(
      ItemTower tower,
      VectorFile items,
      VectorFile users,
      ItemVectors vectors,
      float[] average,
      UserFoldIn foldIn) {
    this.tower = tower;
    this.items = items;
    this.users = users;
    this.vectors = vectors;
    this.average = average;
    this.foldIn = foldIn;
    this.centre = foldIn.sampleMean();
  }

  /** The width of user and item vectors. */
  public int dims() {
    return tower.dims();
  }

  /** How many items there are. */
  public int items() {
    return vectors.size();
  }

  /**
   * The key of an item.
   *
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public String itemId(int ordinal) {
    return items.id(ordinal);
  }

  /** The ordinal of an item, or -1 when the bundle does not have it. */
  public int ordinal(String itemId) {
    return items.row(itemId);
  }

  /**
   * The trained vector of a user, {@code [dims]}, fresh; empty for one whom training did not see.
   */
  public Optional<float[]> userVector(String userId) {
    int row = users.row(userId);
    return row < 0 ? Optional.empty() : Optional.of(users.row(row));
  }

  /**
   * A vector for a user whom training did not see, solved from the history; see {@link UserFoldIn}.
   *
   * @param historyOrdinals items that the user liked, in any order; one that is there twice counts
   *     once; none at all gives {@link #averageUser}
   * @return {@code [dims]}, fresh
   * @throws IllegalArgumentException if an ordinal names no item
   */
  public float[] foldIn(int[] historyOrdinals) {
    return foldIn.foldIn(historyOrdinals);
  }

  /**
   * The same with items that the bundle does not have beside those that it has.
   *
   * @param historyOrdinals as above
   * @param others {@code [dims]} each, by {@link #itemTower}
   * @throws IllegalArgumentException if an ordinal names no item, or a vector has another width
   */
  public float[] foldIn(int[] historyOrdinals, List<float[]> others) {
    return foldIn.foldIn(historyOrdinals, others);
  }

  /** The mean of all trained users, {@code [dims]}, fresh: whom to assume when nothing is known. */
  public float[] averageUser() {
    return average.clone();
  }

  /**
   * Scores some items. Allocates nothing while the item vectors are on the heap, and one row while
   * they are mapped.
   *
   * @param user {@code [dims]}
   * @param ordinals the items, in any order
   * @param scores at least as long as {@code ordinals}; {@code scores[i]} becomes the score of
   *     {@code ordinals[i]}
   * @throws IllegalArgumentException if {@code user} has another width
   * @throws IndexOutOfBoundsException if there is no such item or no room
   */
  public void score(float[] user, int[] ordinals, float[] scores) {
    if (user.length != dims()) {
      throw new IllegalArgumentException(
          "expected a user vector of " + dims() + " numbers, found " + user.length);
    }
    vectors.score(user, ordinals, scores);
  }

  /**
   * The vector of an item, {@code [dims]}, fresh.
   *
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public float[] itemVector(int ordinal) {
    return vectors.row(ordinal);
  }

  /**
   * The direction of an item from the middle of the catalogue, {@code [dims]} of length 1, fresh;
   * zeros for an item that lies there. What all items share, above all how seldom anything is
   * liked, is taken out: the inner product of two of these, -1 to 1, says how alike two items are
   * in who likes them, where the cosine of the plain vectors is near 1 for any two.
   *
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public float[] itemDirection(int ordinal) {
    return directionOf(vectors.row(ordinal));
  }

  /**
   * The same for the vector of an item that the bundle does not have.
   *
   * @param itemVector {@code [dims]}, by {@link #itemTower}; not changed
   */
  public float[] directionOf(float[] itemVector) {
    float[] vector = itemVector.clone();
    Vectors.addScaled(vector, centre, -1);
    return Vectors.normalise(vector);
  }

  /** Computes the vector of an item that the bundle does not have. */
  public ItemTower itemTower() {
    return tower;
  }
}
