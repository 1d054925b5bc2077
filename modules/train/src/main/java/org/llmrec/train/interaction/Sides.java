package org.llmrec.train.interaction;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.llmrec.train.internal.Gather;
import org.llmrec.train.internal.Starts;
import org.llmrec.train.internal.TextInput;

/**
 * The vectors of users and items in the engine, each an id's vector first and then what texts say:
 * the input {@code x0} of a {@link CrossNetwork} is one of each, end to end.
 */
final class Sides {
  /** Of the ids' first numbers: large enough that products of them are felt from the start. */
  private static final double ID_START = 0.1;

  private final NDArray userIds;
  private final NDArray itemIds;
  private final ItemTexts itemTexts;
  private final Optional<UserTexts> userTexts;

  private Sides(
      NDArray userIds, NDArray itemIds, ItemTexts itemTexts, Optional<UserTexts> userTexts) {
    this.userIds = userIds;
    this.itemIds = itemIds;
    this.itemTexts = itemTexts;
    this.userTexts = userTexts;
  }

  /** What becomes of the texts of items. */
  interface ItemTexts {
    int width();

    List<NDArray> matrices();

    List<NDArray> others();

    /** {@code [I, width]} of the ordinals {@code [I]}. */
    NDArray apply(NDManager step, NDArray ordinals);
  }

  /**
   * What becomes of the texts of histories.
   *
   * @param texts {@code [users, fieldDims]}
   */
  record UserTexts(NDArray texts, ExpertTexts experts) {}

  /**
   * New ones.
   *
   * @param histories the mean texts of the users' histories, {@code [users, fieldDims]}
   */
  static Sides of(
      NDManager manager,
      TextInput texts,
      float[] histories,
      CrossSettings how,
      SplittableRandom random) {
    int users = histories.length / texts.fieldDims();
    int dims = how.options().dims();
    NDArray userIds = Starts.gaussian(manager, random.split(), ID_START, users, dims);
    NDArray itemIds = Starts.gaussian(manager, random.split(), ID_START, texts.items(), dims);
    return switch (how.knowledge()) {
      case Knowledge.Linear linear ->
          new Sides(
              userIds,
              itemIds,
              new LinearTexts(manager, texts, linear.dims(), random.split()),
              Optional.empty());
      case Knowledge.Experts experts -> {
        ExpertTexts adaptor = new ExpertTexts(manager, texts, experts, random.split());
        NDArray means = manager.create(histories, new Shape(users, texts.fieldDims()));
        yield new Sides(userIds, itemIds, adaptor, Optional.of(new UserTexts(means, adaptor)));
      }
    };
  }

  int userWidth() {
    int dims = (int) userIds.getShape().get(1);
    return dims + userTexts.map(texts -> texts.experts().dims()).orElse(0);
  }

  int itemWidth() {
    return (int) itemIds.getShape().get(1) + itemTexts.width();
  }

  /** The ids' vectors of both sides. */
  List<NDArray> ids() {
    return List.of(userIds, itemIds);
  }

  List<NDArray> matrices() {
    return itemTexts.matrices();
  }

  List<NDArray> parameters() {
    List<NDArray> all = new ArrayList<>(ids());
    all.addAll(itemTexts.matrices());
    all.addAll(itemTexts.others());
    return all;
  }

  /** {@code [U, userWidth]} of users' numbers {@code [U]}. */
  NDArray users(NDManager step, long[] numbers) {
    NDArray places = step.create(numbers);
    NDArray ids = Gather.rows(step, places, userIds);
    return userTexts
        .map(
            texts ->
                ids.concat(
                    texts.experts().ofUsers(step, Gather.rows(step, places, texts.texts())), 1))
        .orElse(ids);
  }

  /** {@code [I, itemWidth]} of ordinals {@code [I]}. */
  NDArray items(NDManager step, long[] ordinals) {
    NDArray places = step.create(ordinals);
    return Gather.rows(step, places, itemIds).concat(itemTexts.apply(step, places), 1);
  }

  /** What makes numbers of a history's texts, on the heap; empty where nothing does. */
  Optional<ExpertWeights> userExperts() {
    return userTexts.map(texts -> texts.experts().userWeights());
  }
}
