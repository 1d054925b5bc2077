package org.llmrec.bench.road;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.llmrec.core.Item;
import org.llmrec.core.json.Json;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;

/** Opens a workspace and asks it, in a process of its own. */
public final class Ask {
  private static final int ROUNDS = 300;
  private static final int WARM_UP = 100;
  private static final int K = 10;

  private Ask() {}

  /** Arguments: workspace, catalogue, how many people there are, the file to write. */
  public static void main(String[] arguments) throws Exception {
    Path workspace = Path.of(arguments[0]);
    int people = Integer.parseInt(arguments[2]);
    List<Item> some;
    try (var items = CatalogueFiles.stream(Path.of(arguments[1]))) {
      some = items.limit(WARM_UP + ROUNDS).toList();
    }
    SplittableRandom random = new SplittableRandom(11);
    long began = System.nanoTime();
    try (Recommender recommender = Recommender.open(workspace)) {
      recommender.recommend(Request.forAnyone().k(K));
      double open = (System.nanoTime() - began) / 1e9;
      double user =
          median(
              recommender,
              i ->
                  Request.forUser(String.format(Locale.ROOT, "u%07d", random.nextInt(people))));
      double history =
          median(
              recommender,
              i -> Request.forHistory(id(some, i), id(some, i + 1), id(some, i + 2)));
      double search = median(recommender, i -> Request.forQuery(some.get(i).title()));
      Json.write(
          Path.of(arguments[3]), new Report.Asked(open, user, history, search, 0));
    }
  }

  private static String id(List<Item> items, int i) {
    return items.get(i % items.size()).id();
  }

  private static double median(Recommender recommender, IntFunction<Request> requests) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      Request request = requests.apply(i).k(K);
      long began = System.nanoTime();
      int found = recommender.recommend(request).items().size();
      if (found != K) {
        throw new IllegalStateException(request + ": expected " + K + " items, found " + found);
      }
      if (i >= WARM_UP) {
        nanos.add(System.nanoTime() - began);
      }
    }
    long[] sorted = nanos.stream().mapToLong(n -> n).sorted().toArray();
    return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(0) / 1e3;
  }
}
