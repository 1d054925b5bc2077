package org.llmrec.train.hybrid;

import java.util.Map;
import java.util.Optional;
import org.llmrec.train.list.LeafLearning;
import org.llmrec.train.list.ListLearning;
import org.llmrec.train.method.Settings;

/**
 * The choices of {@code hybrid}.
 *
 * @param text whether any part reads texts
 * @param times whether the network is told what was liked when
 * @param itemKnn whether item kNN is among the parts; where there is no EASE it always is
 * @param towers whether towers are among the parts, where there are texts
 * @param towerSettings how the towers learn
 * @param easeItems with more items than these that have rows there is no EASE, whose matrix would
 *     be too large
 * @param lambda of both EASE
 * @param weight of the texts in the second EASE
 * @param keep how many weights are kept of each EASE, over all items; 8 bytes each. With texts many
 *     small ones matter, so a small catalogue keeps them all
 * @param ials the settings of iALS
 * @param ridge of the regression from texts to its factors
 * @param held the share of a user's rows that is laid aside to learn from
 * @param unmet the share of items that are laid aside whole, in a second fit of all methods, to
 *     learn what to do with new ones; 0 for none, and no second network
 * @param newUsers the share of users who are taken out whole, in a further fit of all methods, to
 *     learn networks for people whom training never saw; 0 for none, who are then ranked as others
 * @param shortened whether users are also shown with the first few items of their history only
 * @param depth how many of the best by the plain sum of scores are put in order by the network
 * @param products how many numbers of an item's and a history's texts the networks read, beside
 *     their products; 0 for none
 * @param missing whether a value is learnt for every feature that may be missing
 * @param trees how the network learns from the leaves of trees; empty for no trees
 * @param learning how the network learns
 * @param unmetLearning how the one for items that nobody met learns
 */
record HybridSettings(
    boolean text,
    boolean times,
    boolean itemKnn,
    boolean towers,
    Map<String, Object> towerSettings,
    int easeItems,
    double lambda,
    double weight,
    int keep,
    Map<String, Object> ials,
    double ridge,
    double held,
    double unmet,
    double newUsers,
    boolean shortened,
    int depth,
    int products,
    boolean missing,
    Optional<LeafLearning> trees,
    ListLearning learning,
    ListLearning unmetLearning) {

  static HybridSettings read(Settings settings) {
    ListLearning learning = ListLearning.read(Hybrid.NAME, settings);
    return new HybridSettings(
        settings.truth("text", true),
        settings.truth("times", true),
        settings.truth("item-knn", false),
        settings.truth("towers", false),
        Map.of(
            "stopping", "none",
            // What a recommender knows of a user is in no order of time.
            "attention", false,
            "ids", settings.truth("tower-ids", false),
            "learning-rate", settings.number("tower-rate", 0.003, 1e-9, 1),
            "epochs", settings.integer("tower-epochs", 100, 1, 100_000)),
        settings.integer("ease-items", 20_000, 0, 46_340),
        settings.number("lambda", 200, 1e-3, 1e9),
        settings.number("weight", 100, 0, 1e9),
        settings.integer("keep", 10_000_000, 1, 1_000_000_000),
        Map.of(
            "dims", settings.integer("dims", 64, 1, 2_048),
            "lambda", settings.number("ials-lambda", 0.01, 1e-9, 1e6),
            "alpha", settings.number("ials-alpha", 0.3, 0, 1e6)),
        settings.number("ridge", 3, 1e-6, 1e9),
        settings.number("held", 0.1, 0.01, 0.9),
        settings.number("unmet", 0.3, 0, 0.9),
        settings.number("new-users", 0.4, 0, 0.9),
        settings.truth("shortened", true),
        settings.integer("depth", 300, 1, 100_000),
        settings.integer("products", 0, 0, 384),
        settings.truth("missing", false),
        trees(settings),
        learning,
        learning.hidden(settings.integer("unmet-hidden", 16, 0, 4_096)));
  }

  private static Optional<LeafLearning> trees(Settings settings) {
    LeafLearning how = LeafLearning.read(settings);
    return settings.truth("trees", false) ? Optional.of(how) : Optional.empty();
  }
}
