package org.llmrec.lab.run.summary;

import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.lab.result.ListedItem;

/**
 * Says in facts what made a difference: ranks, popularity, and what lies nearest in the history.
 */
final class Reasons {
  private static final double FAR = 1e9;

  private final IntFunction<ListedItem> items;
  private final Nearness nearness;

  Reasons(IntFunction<ListedItem> items, Nearness nearness) {
    this.items = items;
    this.nearness = nearness;
  }

  /** About the relevant item whose rank moved most in the direction of the gain. */
  String why(
      EvaluationCase asked, double gain, String model, int[] ours, String against, int[] theirs) {
    int moved = 0;
    for (int i = 1; i < ours.length; i++) {
      if (factor(gain, ours[i], theirs[i]) > factor(gain, ours[moved], theirs[moved])) {
        moved = i;
      }
    }
    int number = asked.relevant()[moved];
    ListedItem item = items.apply(number);
    String sentence =
        "\""
            + item.title()
            + "\" ("
            + positives(item.popularity())
            + " in training) is "
            + rank(ours[moved])
            + " with "
            + model
            + " and "
            + rank(theirs[moved])
            + " with "
            + against;
    int[] history = Beyond.history(asked);
    Optional<Nearness.Near> near = nearness.of(number, history);
    return sentence + near.map(this::nearest).orElse("") + ".";
  }

  private String nearest(Nearness.Near near) {
    String how =
        near.users() > 0
            ? near.users() == 1 ? "1 user has both" : near.users() + " users have both"
            : String.format(Locale.ROOT, "by text, cosine %.2f", near.cosine());
    return "; nearest to it in the history is \""
        + items.apply(near.item()).title()
        + "\" ("
        + how
        + ")";
  }

  private static String positives(int number) {
    return number == 1 ? "1 positive" : number + " positives";
  }

  private static String rank(int rank) {
    return rank == 0 ? "not ranked" : String.format(Locale.ROOT, "at rank %,d", rank);
  }

  /** By which factor our rank is better, or for a loss worse; unranked counts as far behind. */
  private static double factor(double gain, int ours, int theirs) {
    double our = ours == 0 ? FAR : ours;
    double their = theirs == 0 ? FAR : theirs;
    return gain > 0 ? their / our : our / their;
  }
}
