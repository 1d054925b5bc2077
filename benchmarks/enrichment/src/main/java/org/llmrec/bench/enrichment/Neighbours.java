package org.llmrec.bench.enrichment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.Progress;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.enrich.neighbour.Neighbour;
import org.llmrec.enrich.neighbour.NeighbourOptions;
import org.llmrec.enrich.neighbour.NeighbourSearch;
import org.llmrec.enrich.neighbour.PersonalisedPageRank;

/**
 * The neighbours of all items of a made-up graph by the bounded method, beside the power iteration
 * over the whole graph for a few of them: what each takes for an item, and whether what the lists
 * promise holds. People take most of their items from one of twenty kinds, and popular ones more.
 */
final class Neighbours {
  private static final int KINDS = 20;
  private static final int COMPARED = 20;
  private static final long SEED = 20261127;

  private Neighbours() {}

  /**
   * A measurement.
   *
   * @param boundedMillis for each item
   * @param exactMillis for each of the items compared
   * @param same lists of the items compared that are the same, in their order
   * @param worst by what share an item left out has more mass than the last of its list, at most
   */
  record Row(
      int rows,
      int items,
      int users,
      double boundedMillis,
      double exactMillis,
      int compared,
      int same,
      double worst) {}

  static Row measure(int rows, int items, int users) throws IOException, InterruptedException {
    TrainingData data = TrainingData.everything(graph(rows, items, users));
    NeighbourOptions options =
        NeighbourOptions.defaults().method(NeighbourOptions.Method.BOUNDED).threads(1);
    Map<String, List<Neighbour>> lists = new HashMap<>();
    long begun = System.nanoTime();
    NeighbourSearch.of(data, options).run(lists::put, Progress.silent());
    double bounded = (System.nanoTime() - begun) / 1e6 / items;
    PersonalisedPageRank exact =
        PersonalisedPageRank.of(data, new PersonalisedPageRank.Options(options.damping(), 1e-10));
    int same = 0;
    double worst = 0;
    double millis = 0;
    for (int i = 0; i < COMPARED; i++) {
      String item = "i" + (int) ((long) i * items / COMPARED);
      begun = System.nanoTime();
      List<Neighbour> all = exact.neighbours(item, items);
      millis += (System.nanoTime() - begun) / 1e6 / COMPARED;
      List<String> found = lists.get(item).stream().map(Neighbour::item).toList();
      List<Neighbour> wanted = all.subList(0, Math.min(options.count(), all.size()));
      same += found.equals(wanted.stream().map(Neighbour::item).toList()) ? 1 : 0;
      worst = Math.max(worst, missed(all, found));
    }
    return new Row(rows, items, users, bounded, millis, COMPARED, same, worst);
  }

  private static double missed(List<Neighbour> all, List<String> found) {
    double least = 1;
    double left = 0;
    for (Neighbour each : all) {
      if (found.contains(each.item())) {
        least = Math.min(least, each.mass());
      } else {
        left = Math.max(left, each.mass());
      }
    }
    return Math.max(0, left / least - 1);
  }

  private static InteractionTable graph(int rows, int items, int users) {
    SplittableRandom random = new SplittableRandom(SEED);
    InteractionTable.Builder builder = new InteractionTable.Builder();
    for (int row = 0; row < rows; row++) {
      int user = random.nextInt(users);
      double place = random.nextDouble();
      int item = (int) (items * place * place * place);
      if (random.nextDouble() < 0.7) {
        // The nearest item of the user's own kind.
        item = Math.min(items - 1, item - item % KINDS + user % KINDS);
      }
      builder.add(user, item, 1, 0);
    }
    return builder.build(names("u", users), names("i", items));
  }

  private static Ids names(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(prefix + i);
    }
    return Ids.of(names);
  }
}
