package org.llmrec.train.linear;

import java.util.Map;
import org.llmrec.train.method.MethodFactory;

/** The methods of this package by name. */
public final class LinearMethods {
  private LinearMethods() {}

  /** The factories by name. */
  public static Map<String, MethodFactory> factories() {
    return Map.of(
        "random",
        RandomOrder::create,
        "popularity",
        Popularity::create,
        "recent-popularity",
        RecentPopularity::create,
        "item-knn",
        ItemKnn::create,
        UserKnn.NAME,
        UserKnn::create,
        "ease",
        Ease::create,
        "ease-text",
        Ease::createWithText,
        "content-knn",
        ContentKnn::create);
  }
}
