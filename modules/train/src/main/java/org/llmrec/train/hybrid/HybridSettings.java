package org.llmrec.train.hybrid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.train.list.ListLearning;
import org.llmrec.train.method.Settings;

/**
 * The choices of {@code hybrid}.
 *
 * @param parts the methods whose scores are put together, those that go by rows alone first
 * @param text whether any of them reads texts
 * @param times whether the network is told what was liked when
 * @param held the share of a user's rows that is laid aside to learn from
 * @param unmet the share of items that are laid aside whole, in a second fit of all methods, to
 *     learn what to do with new ones; 0 for none, and no second network
 * @param shortened whether users are also shown with the first few items of their history only
 * @param depth how many of the best by the plain sum of scores are put in order by the network
 * @param learning how the network learns
 * @param unmetLearning how the one for items that nobody met learns
 */
record HybridSettings(
    List<PartSpec> parts,
    boolean text,
    boolean times,
    double held,
    double unmet,
    boolean shortened,
    int depth,
    ListLearning learning,
    ListLearning unmetLearning) {

  /**
   * A method with its settings.
   *
   * @param placesNew whether it has something to say of items without a row
   */
  record PartSpec(String method, Map<String, Object> settings, boolean placesNew) {}

  static HybridSettings read(Settings settings) {
    boolean text = settings.truth("text", true);
    boolean times = settings.truth("times", true);
    boolean counts = settings.truth("neighbours", true);
    double lambda = settings.number("lambda", 200, 1e-3, 1e9);
    int dims = settings.integer("dims", 64, 1, 4_096);
    double factorLambda = settings.number("ials-lambda", 0.01, 0, 1e6);
    double alpha = settings.number("ials-alpha", 0.3, 0, 1e6);
    List<PartSpec> parts = new ArrayList<>();
    Map<String, Object> factors = new LinkedHashMap<>();
    factors.put("dims", dims);
    factors.put("lambda", factorLambda);
    factors.put("alpha", alpha);
    parts.add(new PartSpec("ease", Map.of("lambda", lambda), false));
    parts.add(new PartSpec("ials", factors, false));
    if (counts) {
      parts.add(new PartSpec("graph-filter", Map.of(), false));
      parts.add(new PartSpec("item-knn", Map.of(), false));
      parts.add(new PartSpec("user-knn", Map.of(), false));
    }
    if (text) {
      Map<String, Object> placed = new LinkedHashMap<>(factors);
      placed.put("warm", "text");
      placed.put("ridge", settings.number("ridge", 3, 1e-6, 1e9));
      double weight = settings.number("weight", 100, 0, 1e9);
      parts.add(new PartSpec("ease-text", Map.of("lambda", lambda, "weight", weight), true));
      parts.add(new PartSpec("ridge-ials", placed, true));
      parts.add(new PartSpec("content-knn", Map.of("match", "mean"), true));
    }
    ListLearning learning = ListLearning.read(Hybrid.NAME, settings);
    return new HybridSettings(
        List.copyOf(parts),
        text,
        times,
        settings.number("held", 0.1, 0.01, 0.9),
        settings.number("unmet", 0.3, 0, 0.9),
        settings.truth("shortened", true),
        settings.integer("depth", 300, 1, 100_000),
        learning,
        learning.hidden(settings.integer("unmet-hidden", 16, 0, 4_096)));
  }
}
